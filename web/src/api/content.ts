/** The API types of content, renamed for the app; nearly all come from the generated schema. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Draft = Schemas['DraftRead'];
export type Language = Draft['languages'][number];
export type Copy = Draft['copy'];
export type CopyField = keyof Copy;
export type PlatformText = Draft['platforms'][string];
export type RemovedClaim = Schemas['RemovedClaimRead'];
export type Author = Schemas['AuthorRead'];
export type Review = Schemas['ReviewRead'];
export type DraftStatus = Draft['status'];
export type TextPart = 'title' | 'text' | 'tags' | 'language';

/** Changes to one platform's text; the parts in `reset` follow the copy for all platforms again. */
export interface PlatformTextChanges {
  title?: string | null;
  text?: string;
  tags?: string[];
  language?: Language;
  template_id?: string | null;
  reset?: TextPart[];
}

export interface DraftChanges {
  facts?: Schemas['FactsWrite'];
  copies?: Partial<Record<Language, Partial<Copy>>>;
  languages?: Language[];
  platforms?: Record<string, PlatformTextChanges>;
}

export interface FieldRewriteRequest {
  field: CopyField;
  language: Language;
  platform?: string;
  instruction: string;
}

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

export interface ApprovalDecision {
  decision: 'approve' | 'reject';
  name: string;
  reason?: string;
}

export interface TemplateInput {
  name: string;
  platform: string | null;
  language: Language;
  body: string;
  hashtag_group_ids: string[];
}

export interface Template extends TemplateInput {
  template_id: string;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface HashtagGroup {
  group_id: string;
  name: string;
  hashtags: string[];
}

export interface TemplatePreview {
  platform: string | null;
  language: Language;
  text: string;
  missing: string[];
  faults: { field: string; reason: string }[];
}

export interface Voice {
  summary: string;
  samples: string[];
  /** Null until a voice has been learned. */
  learned_at: string | null;
}

export type Job = Schemas['JobRead'];
export type Backdrop = Schemas['ImageResultRead'];
export type FieldResult = Schemas['FieldResultRead'];

export interface BudgetSummary {
  limit: string;
  spent: string;
  currency: string;
  resets_at: string;
}
