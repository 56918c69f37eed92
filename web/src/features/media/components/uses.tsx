import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Use } from '@/api/media';
import { paths } from '@/config/paths';

/** What shows a photo, each with the way there. */
export function Uses({ uses }: { uses: readonly Use[] }) {
  return (
    <ul className="grid gap-1">
      {uses.map((use) => (
        <li key={`${use.kind} ${use.id}`}>
          <UseLine use={use} />
        </li>
      ))}
    </ul>
  );
}

function UseLine({ use }: { use: Use }) {
  const { t } = useTranslation();
  const look = 'flex min-h-11 items-center gap-2 font-bold';
  const text = (
    <>
      <span className="text-fine text-soft">{t(`library.use.${kindOf(use)}`)}</span>
      <span className="min-w-0 truncate">{use.title || t('library.untitled')}</span>
    </>
  );
  if (use.kind === 'draft')
    return (
      <Link
        to={paths.draft}
        params={{ draftId: use.id }}
        className={`${look} text-indigo underline`}
      >
        {text}
      </Link>
    );
  if (use.kind === 'post')
    return (
      <Link to={paths.post} params={{ postId: use.id }} className={`${look} text-indigo underline`}>
        {text}
      </Link>
    );
  return <span className={look}>{text}</span>;
}

const KINDS = ['draft', 'product', 'post'] as const;

function kindOf({ kind }: Use): (typeof KINDS)[number] | 'other' {
  return KINDS.find((one) => one === kind) ?? 'other';
}
