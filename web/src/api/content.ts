/** The wire shapes of content in the words of the app, nearly all of the generated schema. */
import type { components } from './schema';

type Schemas = components['schemas'];

export type Draft = Schemas['DraftRead'];
export type Language = Draft['languages'][number];
export type Copy = Draft['copy'];
export type CopyField = keyof Copy;
export type PlatformText = Draft['platforms'][string];
export type Removed = Schemas['RemovedClaimRead'];
export type By = Schemas['AuthorRead'];
export type Review = Schemas['ReviewRead'];
export type DraftStatus = Draft['status'];
export type TextPart = 'title' | 'text' | 'tags' | 'language';

/** What a person changes of one platform's text; `reset` names what is to follow the others again. */
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

export interface FieldWish {
  field: CopyField;
  language: Language;
  platform?: string;
  instruction: string;
}

export type Version = Schemas['VersionRead'];
export type VersionKind = Version['kind'];
/** A version, and the draft as it was then. */
export type OldVersion = Schemas['OldVersionRead'];
/** Its address is told only once, when it is made; `ended` says why it is over. */
export type ApprovalLink = Schemas['ApprovalLinkRead'];
export type LinkEnding = NonNullable<ApprovalLink['ended']>;
/** What somebody without an account is asked to approve. */
export type Approval = Schemas['ApprovalRead'];
export type ShownText = Approval['platforms'][number];

export interface Verdict {
  decision: 'approve' | 'reject';
  name: string;
  reason?: string;
}

export interface Pattern {
  name: string;
  platform: string | null;
  language: Language;
  body: string;
  hashtag_group_ids: string[];
}

export interface Template extends Pattern {
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
  /** Null before anything was learned. */
  learned_at: string | null;
}

export type Job = Schemas['JobRead'];
export type Backdrop = Schemas['ImageResultRead'];
export type FieldMade = Schemas['FieldResultRead'];

export interface Budget {
  limit: string;
  spent: string;
  currency: string;
  resets_at: string;
}
