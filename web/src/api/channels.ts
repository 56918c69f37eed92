/** The wire shapes of preferences and choices in the words of the app. */
import type { components } from './schema';

type Schemas = components['schemas'];

/** Something that a person may choose on a platform, such as a board or a category. */
export type Choosing = Schemas['ListingFieldRead'];
export type Choice = Schemas['FieldOptionRead'];
export type Preferences = Schemas['PreferencesRead'];
export type CraftChoice = Preferences['by_craft'][number];
/** Hours of some days, by the clock of the preferences' time zone; `24:00` ends the day. */
export type Window = Preferences['windows'][number];
export type Day = Window['days'][number];
export type Budget = Schemas['ApiQuotaRead'];
export type LeadsFollowed = Schemas['LeadSubscriptionRead'];
/** What a person needs to post a piece by hand, and what is asked for it. */
export type Assistance = Schemas['ManualPostRead'];
export type AskAssist = Schemas['ManualPostCreate'];
/** A piece as it goes into a panel's own file of products, and that file. */
export type SheetPiece = Schemas['StoreProductWrite'];
export type SheetFile = Schemas['ExportRead'];
