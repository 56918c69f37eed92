import { CircleUserRound, LogOut } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { isLanguage, LANGUAGES } from '@/lib/i18n';
import { signOut, useUser } from '@/lib/session';
import { applyTheme, chosenTheme, THEMES, type Theme } from '@/lib/theme';
import { useChangeLanguage } from '../api/sign-in';

interface RadioGroupProps {
  label: string;
  value: string;
  options: readonly { value: string; text: string; lang?: string }[];
  onChange: (value: string) => void;
}

function RadioGroup({ label, value, options, onChange }: RadioGroupProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="pb-1 font-bold text-fine text-soft">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          lang={option.lang}
          className="flex min-h-11 cursor-pointer items-center gap-3"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="size-5 accent-indigo"
          />
          {option.text}
        </label>
      ))}
    </fieldset>
  );
}

/** The user menu: name, language, theme, sign out. A native popover closes on Escape or outside. */
export function AccountMenu({ onSignedOut }: { onSignedOut: () => void }) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const user = useUser();
  const language = useChangeLanguage();
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  const changeTheme = (next: Theme) => {
    applyTheme(next);
    setTheme(next);
  };
  const onSignOut = () => void signOut().finally(onSignedOut);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={t('nav.account')}
        className="grid size-11 place-items-center rounded-full text-indigo hover:bg-indigo-wash"
      >
        <CircleUserRound aria-hidden className="size-7" />
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto top-16 right-4 w-72 rounded-stamp border border-line bg-sheet text-ink shadow-lift sm:right-8"
      >
        <div className="grid gap-4 p-5">
          <p>
            <span className="block font-bold">{user?.name}</span>
            <span className="block truncate text-fine text-soft">{user?.email}</span>
          </p>
          <RadioGroup
            label={t('language.label')}
            value={i18n.language}
            options={Object.entries(LANGUAGES).map(([value, text]) => ({
              value,
              text,
              lang: value,
            }))}
            onChange={(next) => isLanguage(next) && language.mutate(next)}
          />
          <RadioGroup
            label={t('theme.label')}
            value={theme}
            options={THEMES.map((value) => ({ value, text: t(`theme.${value}`) }))}
            onChange={(next) => changeTheme(THEMES.find((one) => one === next) ?? 'device')}
          />
          <Button icon={<LogOut aria-hidden className="size-5" />} onClick={onSignOut}>
            {t('auth.signOut')}
          </Button>
        </div>
      </div>
    </>
  );
}
