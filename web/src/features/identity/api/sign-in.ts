import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { changeLanguage, isLanguage, type Language } from '@/lib/i18n';
import { finishSignOut, startSession, updateUser } from '@/lib/session';

export interface Credentials {
  email: string;
  password: string;
}

export interface Registration extends Credentials {
  name: string;
  language: Language;
}

export async function signIn(credentials: Credentials): Promise<void> {
  await finishSignOut().catch(() => undefined);
  const session = await unwrap(
    api.POST('/api/v1/auth/login', { body: { ...credentials, session: 'cookie' } }),
  );
  startSession(session);
  if (isLanguage(session.user.language)) await changeLanguage(session.user.language);
}

export async function signUp(registration: Registration): Promise<void> {
  await finishSignOut().catch(() => undefined);
  startSession(
    await unwrap(
      api.POST('/api/v1/auth/register', { body: { ...registration, session: 'cookie' } }),
    ),
  );
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
