import { useMutation } from '@tanstack/react-query';
import { api, done, unwrap } from '@/lib/api';
import { isLanguage, type Language, speak } from '@/lib/i18n';
import { changeUser, endSession, startSession } from '@/lib/session';

export interface Credentials {
  email: string;
  password: string;
}

export interface Newcomer extends Credentials {
  name: string;
  language: Language;
}

export async function signIn(credentials: Credentials): Promise<void> {
  const session = await unwrap(
    api.POST('/api/v1/auth/login', { body: { ...credentials, session: 'cookie' } }),
  );
  startSession(session);
  if (isLanguage(session.user.language)) await speak(session.user.language);
}

export async function signUp(newcomer: Newcomer): Promise<void> {
  startSession(
    await unwrap(api.POST('/api/v1/auth/register', { body: { ...newcomer, session: 'cookie' } })),
  );
}

/** Signed out here even when the server cannot be told. */
export async function signOut(): Promise<void> {
  try {
    await done(api.POST('/api/v1/auth/logout', { body: {} }));
  } finally {
    endSession();
  }
}

/** Speak another language now, and remember it for this person. */
export function useChangeLanguage() {
  return useMutation({
    mutationFn: async (language: Language) => {
      await speak(language);
      changeUser(await unwrap(api.PATCH('/api/v1/users/me', { body: { language } })));
    },
  });
}
