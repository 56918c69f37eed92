import i18next from 'i18next';
import type { Reason } from '@/api/media';

/** Why a photo was refused and what to do, in the person's language where we know the reason. */
export function reasonText({ code, message, remedy }: Reason): { cause: string; remedy: string } {
  const key = `library.refusal.${code}`;
  if (!i18next.exists(`${key}.cause`)) return { cause: message, remedy };
  const say = i18next.t as (key: string) => string;
  return { cause: say(`${key}.cause`), remedy: say(`${key}.remedy`) };
}
