/** The draft to return to after connecting a platform, kept across the full-page redirect. */
const KEY = 'haat.return-to-draft';

export function rememberDraft(draftId: string): void {
  sessionStorage.setItem(KEY, draftId);
}

export function forgetDraft(): void {
  sessionStorage.removeItem(KEY);
}

export function draftToReturnTo(): string | null {
  return sessionStorage.getItem(KEY);
}
