import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '@/config/paths';

const LINKS = [
  { to: paths.templates, label: 'template.title' },
  { to: paths.voice, label: 'voice.title' },
] as const;

/** The navigation between templates and voice. */
export function WritingNav() {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('writing.nav')} className="flex gap-6 border-line border-b-2">
      {LINKS.map(({ to, label }) => (
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
