/** The API types of publishing, named for the app. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Post = Schemas['PostRead'];
export type Target = Post['targets'][number];
export type Platform = Target['platform'];
/** A pending or finished update or removal of a live listing. */
export type ListingOperation = NonNullable<Target['operation']>;
/** The option chosen for a listing field. */
export type FieldOption = Schemas['FieldOptionRead'];
