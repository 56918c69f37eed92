/** The wire shapes of media in the words of the app, all of the generated schema. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Photo = Schemas['PhotoRead'];
export type Rendition = Photo['renditions'][number];
/** A place in the upright picture, in fractions from its left and top: 0 to 1. */
export type Point = Photo['focal'];
export type Reason = NonNullable<Photo['refusal']>;
export type Upload = Schemas['UploadRead'];
export type PartAddress = Schemas['UploadPartRead'];
export type Arrived = Schemas['UploadedPartRead'];
export type Use = Schemas['PhotoReferenceRead'];
export type Folder = Schemas['FolderRead'];
export type Usage = Schemas['UsageRead'];
export type Outcome = Schemas['BatchOutcomeRead'];

/** How a photo is to be shown; `focal: null` leaves it to what we find. */
export interface Wish {
  focal: Point | null;
  light: boolean;
  background: Photo['background'];
}
