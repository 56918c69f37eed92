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
/** A part of a listing, such as its price. */
export type Part = Publication['outdated'][number];
/** What somebody changed on the platform itself. */
export type Drift = Publication['drift'][number];
/** Something that a place does not show, and what of it. */
export type PlaceLoss = Schemas['LossRead'];
export type LossPart = PlaceLoss['part'];
/** A number that only a person can set on the platform. */
export type StockThere = Publication['stock_by_hand'][number];
