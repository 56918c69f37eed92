/** Which draft somebody left to connect a platform: the way back survives the full-page trip. */
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
