import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '@/config/paths';

const PLACES = [
  { to: paths.templates, label: 'template.title' },
  { to: paths.voice, label: 'voice.title' },
] as const;

/** The two pages about how words are made. */
export function WordsPlaces() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('words.nav')} className="flex gap-6 border-line border-b-2">
      {PLACES.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true }}
          className="-mb-0.5 inline-flex min-h-12 items-center border-transparent border-b-4 px-1 font-bold text-soft hover:text-ink data-[status=active]:border-indigo data-[status=active]:text-ink"
        >
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
