/** The API types of content, named for the app. */
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Draft = Schemas['DraftRead'];
export type DraftStatus = Draft['status'];
/** Facts about a product, which answers add to; the product itself is another context's. */
export type Facts = Schemas['FactsWrite'];
export type Copy = Draft['copy'];
export type CopyField = keyof Copy;
export type PlatformText = Draft['platforms'][string];
export type RemovedClaim = Schemas['RemovedClaimRead'];
export type Author = Schemas['AuthorRead'];
export type Review = Schemas['ReviewRead'];

type Update = Schemas['DraftUpdate'];
type TextUpdate = Schemas['PlatformTextUpdate'];
type WithoutNull<T> = { [Name in keyof T]: NonNullable<T[Name]> };
type ByName<Name extends keyof Update, Part> = { [Each in Name]?: Record<string, Part> };

export type CopyChanges = WithoutNull<Schemas['CopyUpdate']>;
/** Changes to one platform's text; the parts in `reset` follow the copy for all platforms again. */
export type PlatformTextChanges = Pick<TextUpdate, 'title' | 'template_id'> &
  WithoutNull<Omit<TextUpdate, 'title' | 'template_id'>>;
/** Changes to a draft; the copy of the main language is changed among `copies` too. */
export type DraftChanges = WithoutNull<Pick<Update, 'languages'>> &
  ByName<'copies', CopyChanges> &
  ByName<'platforms', PlatformTextChanges>;
export type TextPart = NonNullable<PlatformTextChanges['reset']>[number];
export type FieldRewriteRequest = Schemas['FieldJobCreate'] &
  Required<Pick<Schemas['FieldJobCreate'], 'language'>>;

export type Version = Schemas['VersionRead'];
export type VersionKind = Version['kind'];
/** A version with the draft of that time. */
export type OldVersion = Schemas['OldVersionRead'];

/** The `url` is returned only on creation; `ended` says why the link is closed. */
export type ApprovalLink = Schemas['ApprovalLinkRead'];
export type ClosedReason = NonNullable<ApprovalLink['ended']>;
/** What an approver without an account sees. */
export type Approval = Schemas['ApprovalRead'];
export type ApprovalText = Approval['platforms'][number];
export type ApprovalDecision = Schemas['ApprovalDecisionCreate'];

export type TemplateInput = Required<Schemas['TemplateCreate']>;
export type Template = Schemas['TemplateRead'];
export type HashtagGroup = Schemas['HashtagGroupRead'];
export type TemplatePreview = Schemas['PreviewRead'];
/** `learned_at` is null until a voice has been learned. */
export type Voice = Schemas['VoiceRead'];

export type Job = Schemas['JobRead'];
export type Backdrop = Schemas['ImageResultRead'];
export type BackdropRequest = Required<Omit<Schemas['ImageJobCreate'], 'purpose'>>;
export type BackdropSize = BackdropRequest['size'];
export type FieldResult = Schemas['FieldResultRead'];
export type BudgetSummary = Schemas['BudgetRead'];

/** What the platform of a text supports. */
export type Capabilities = Schemas['CapabilitiesRead'];
