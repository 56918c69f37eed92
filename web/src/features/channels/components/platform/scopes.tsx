import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { translatedName } from '@/lib/translated-name';

/** The OAuth scopes that the person granted, in plain words. */
export function Scopes({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation();
  if (scopes.length === 0) return null;
  return (
    <div className="grid gap-2">
      <h3 className="font-bold">{t('connections.allowed')}</h3>
      <ul className="flex flex-wrap gap-x-6 gap-y-1">
        {[...new Set(scopes.map((scope) => translatedName('scope', scope, scope)))].map((words) => (
          <li key={words} className="flex items-center gap-2">
            <Check aria-hidden className="size-5 shrink-0 text-leaf" />
            {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
