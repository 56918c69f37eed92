import { placeLabel } from '@/lib/place-label';
import type { Post, Target } from '../api/types';

/** What a target of a post is called among the others: its platform, and the account if need be. */
export function targetLabel(
  { targets }: Post,
  { platform, account }: Target,
  nameOf: (platform: string) => string,
): string {
  const accounts = targets.filter((one) => one.platform === platform).length;
  return placeLabel(nameOf(platform), account, accounts);
}
