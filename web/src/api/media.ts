/** The API types of media, renamed for the app; all come from the generated schema. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Photo = Schemas['PhotoRead'];
export type Rendition = Photo['renditions'][number];
/** A point in the upright picture, in fractions of width and height: 0 to 1. */
export type Point = Photo['focal'];
export type Refusal = NonNullable<Photo['refusal']>;
export type Upload = Schemas['UploadRead'];
export type PresignedPart = Schemas['UploadPartRead'];
export type UploadedParts = Schemas['UploadedPartRead'];
export type PhotoReference = Schemas['PhotoReferenceRead'];
export type Folder = Schemas['FolderRead'];
export type Usage = Schemas['UsageRead'];
export type BatchOutcome = Schemas['BatchOutcomeRead'];

/** How a photo is processed; `focal: null` means that the server finds the focal point. */
export interface ProcessingOptions {
  focal: Point | null;
  light: boolean;
  background: Photo['background'];
}
