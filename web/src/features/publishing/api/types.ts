/** The API types of publishing, named for the app. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Post = Schemas['PostRead'];
/** One place of a post, and what became of the post's wish there. */
export type Target = Post['targets'][number];
/** A product in one account of a platform, as it stands. */
export type Publication = Schemas['PublicationRead'];
export type PublicationStatus = Publication['status'];
export type Platform = Target['platform'];
/** An account in which a product is to be shown. */
export type Place = Schemas['PlaceCreate'];
/** A pending or finished update or removal of a live listing. */
export type ListingOperation = NonNullable<Publication['operation']>;
