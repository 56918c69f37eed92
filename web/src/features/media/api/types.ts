/** The API types of media, named for the app. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Photo = Schemas['PhotoRead'];
export type Rendition = Photo['renditions'][number];
/** A point in the upright picture, in fractions of width and height: 0 to 1. */
export type Point = Photo['focal'];
export type Refusal = NonNullable<Photo['refusal']>;
export type PhotoUpdate = Schemas['PhotoUpdate'];
export type PhotoBatch = Schemas['PhotoBatchUpdate'];
export type UploadRequest = Schemas['UploadCreate'];
export type Upload = Schemas['UploadRead'];
export type PresignedPart = Schemas['UploadPartRead'];
export type UploadedParts = Schemas['UploadedPartRead'];
export type PhotoReference = Schemas['PhotoReferenceRead'];
export type Folder = Schemas['FolderRead'];
export type BatchOutcome = Schemas['BatchOutcomeRead'];
/** How a photo is processed; `focal: null` means that the server finds the focal point. */
export type ProcessingOptions = Required<Schemas['ProcessingUpdate']>;
