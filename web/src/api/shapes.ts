/** The wire shapes in the words of the app, all derived from the generated schema. */
import type * as content from './content';
import type * as media from './media';
import type { paths } from './schema';

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number = 200,
> = paths[Path][Method] extends { responses: infer R }
  ? Status extends keyof R
    ? Json<R[Status]> extends { data: infer Content }
      ? Content
      : never
    : never
  : never;
/** The platform as the paths of connections name it. */
export type PathPlatform =
  paths['/api/v1/connections/{platform}/test']['post']['parameters']['path']['platform'];

type Body<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends { requestBody?: infer R } ? Json<NonNullable<R>> : never;

export type User = Answer<'/api/v1/auth/me', 'get'>;
export type Session = Answer<'/api/v1/auth/refresh', 'post'>;
export type Upload = media.Upload;
export type Photo = media.Photo;
export type Rendition = Photo['renditions'][number];
export type Draft = content.Draft;
export type Facts = Draft['facts'];
export type Copy = Draft['copy'];
export type DraftChanges = content.DraftChanges;
export type FactsChanges = NonNullable<DraftChanges['facts']>;
export type CopyChanges = Partial<Copy>;
export type Money = NonNullable<Facts['price']>;
export type Product = Answer<'/api/v1/products/{product_id}', 'get'>;
export type NewProduct = Body<'/api/v1/products', 'post'>;
export type Capabilities = Answer<'/api/v1/channels', 'get'>['items'][number];
export type Connection = Answer<'/api/v1/connections', 'get'>['items'][number];
export type Sync = Answer<'/api/v1/connections/{platform}/sync', 'get'>;
/** A platform's word. What it can do is asked of its capabilities, never of its name. */
export type Platform = string;
export type Post = Answer<'/api/v1/posts/{post_id}', 'get'>;
export type Target = Post['targets'][number];
/** Something that is done to what was published. */
export type Errand = NonNullable<Target['errand']>;
export type PlatformText = content.PlatformText;
export type PlatformTextChanges = content.PlatformTextChanges;
