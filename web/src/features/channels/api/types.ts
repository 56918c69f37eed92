/** The API types of channels, named for the app. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

/** What a platform supports; it is read from here, never from the platform's name. */
export type Capabilities = Schemas['CapabilitiesRead'];
export type Platform = Capabilities['platform'];
/** One connected account; a platform may have several, or none. */
export type Connection = Schemas['ConnectionRead'];
/** An account on a platform, by the platform's id and name. */
export type Account = Connection['account'];
/** An authorization that connected nothing: accounts to choose from, or why it failed. */
export type PendingConnection = Schemas['PendingConnectionRead'];
export type Sync = Schemas['SyncRead'];
/** A field of a platform's listing that takes one of its options, such as a board or a category. */
export type ListingField = Schemas['ListingFieldRead'];
export type FieldOption = Schemas['FieldOptionRead'];
export type Preferences = Schemas['PreferencesRead'];
export type CraftDefault = Preferences['per_craft'][number];
/** Posting hours on some weekdays, in the preferences' time zone; `24:00` is the end of the day. */
export type PostingWindow = Preferences['windows'][number];
export type Day = PostingWindow['days'][number];
export type ApiQuota = Schemas['ApiQuotaRead'];
export type LeadSubscription = Schemas['LeadSubscriptionRead'];
/** A prepared manual post, and the request for one. */
export type ManualPost = Schemas['ManualPostRead'];
export type ManualPostRequest = Schemas['ManualPostCreate'];
/** A product for a seller panel's bulk upload, and the exported file. */
export type StoreProduct = Schemas['StoreProductWrite'];
export type ExportFile = Schemas['ExportRead'];
/** What is published, and the words about it: their readiness for a platform is checked. */
export type Product = Schemas['ProductRead'];
export type Draft = Schemas['DraftRead'];
export type PlatformText = Draft['platforms'][string];
