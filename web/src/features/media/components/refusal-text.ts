import i18next from 'i18next';
import type { Refusal } from '../api/types';

/** Why a photo was refused and what to do, in the person's language where we know the reason. */
export function refusalText({ code, message, remedy }: Refusal): { cause: string; remedy: string } {
  const key = `library.refusal.${code}`;
  if (!i18next.exists(`${key}.cause`)) return { cause: message, remedy };
  const translate = i18next.t as (key: string) => string;
  return { cause: translate(`${key}.cause`), remedy: translate(`${key}.remedy`) };
}
