/** The API types, renamed for the app; all are derived from the generated schema. */
import type * as content from './content';
import type * as media from './media';
import type { paths } from './schema';

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;
type ResponseData<
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
/** The type of the `platform` path parameter of connections. */
export type PathPlatform =
  paths['/api/v1/connections/{platform}/test']['post']['parameters']['path']['platform'];

type Body<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends { requestBody?: infer R } ? Json<NonNullable<R>> : never;

export type User = ResponseData<'/api/v1/auth/me', 'get'>;
export type Session = ResponseData<'/api/v1/auth/refresh', 'post'>;
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
export type Product = ResponseData<'/api/v1/products/{product_id}', 'get'>;
export type NewProduct = Body<'/api/v1/products', 'post'>;
export type Capabilities = ResponseData<'/api/v1/channels', 'get'>['items'][number];
export type Connection = ResponseData<'/api/v1/connections', 'get'>['items'][number];
export type Sync = ResponseData<'/api/v1/connections/{platform}/sync', 'get'>;
/** The name of a platform. What it supports is read from its capabilities, never from its name. */
export type Platform = string;
export type Post = ResponseData<'/api/v1/posts/{post_id}', 'get'>;
export type Target = Post['targets'][number];
/** A pending or finished update or removal of a live listing. */
export type ListingOperation = NonNullable<Target['operation']>;
export type PlatformText = content.PlatformText;
export type PlatformTextChanges = content.PlatformTextChanges;
