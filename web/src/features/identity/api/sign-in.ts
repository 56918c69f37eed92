import { useMutation } from '@tanstack/react-query';
import { api, expectOk, unwrap } from '@/lib/api';
import { changeLanguage, isLanguage, type Language } from '@/lib/i18n';
import { endSession, startSession, updateUser } from '@/lib/session';

export interface Credentials {
  email: string;
  password: string;
}

export interface Registration extends Credentials {
  name: string;
  language: Language;
}

export async function signIn(credentials: Credentials): Promise<void> {
  const session = await unwrap(
    api.POST('/api/v1/auth/login', { body: { ...credentials, session: 'cookie' } }),
  );
  startSession(session);
  if (isLanguage(session.user.language)) await changeLanguage(session.user.language);
}

export async function signUp(registration: Registration): Promise<void> {
  startSession(
    await unwrap(
      api.POST('/api/v1/auth/register', { body: { ...registration, session: 'cookie' } }),
    ),
  );
}

/** Ends the local session even if the server cannot be reached. */
export async function signOut(): Promise<void> {
  try {
    await expectOk(api.POST('/api/v1/auth/logout', { body: {} }));
  } finally {
    endSession();
  }
}

/** Change the language of the app and store it in the user's profile. */
export function useChangeLanguage() {
  return useMutation({
    mutationFn: async (language: Language) => {
      await changeLanguage(language);
      updateUser(await unwrap(api.PATCH('/api/v1/users/me', { body: { language } })));
    },
  });
}
