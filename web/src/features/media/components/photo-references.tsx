import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '@/config/paths';
import type { PhotoReference } from '../api/types';

/** What refers to a photo, each with a link. */
export function PhotoReferences({ references }: { references: readonly PhotoReference[] }) {
  return (
    <ul className="grid gap-1">
      {references.map((reference) => (
        <li key={`${reference.kind} ${reference.id}`}>
          <ReferenceLine reference={reference} />
        </li>
      ))}
    </ul>
  );
}

function ReferenceLine({ reference }: { reference: PhotoReference }) {
  const { t } = useTranslation();
  const look = 'flex min-h-11 items-center gap-2 font-bold';
  const text = (
    <>
      <span className="text-fine text-soft">{t(`library.reference.${kindOf(reference)}`)}</span>
      <span className="min-w-0 truncate">{reference.title || t('library.untitled')}</span>
    </>
  );
  if (reference.kind === 'product')
    return (
      <Link
        to={paths.product}
        params={{ productId: reference.id }}
        className={`${look} text-indigo underline`}
      >
        {text}
      </Link>
    );
  if (reference.kind === 'post')
    return (
      <Link
        to={paths.post}
        params={{ postId: reference.id }}
        className={`${look} text-indigo underline`}
      >
        {text}
      </Link>
    );
  return <span className={look}>{text}</span>;
}

const KINDS = ['product', 'post'] as const;

function kindOf({ kind }: PhotoReference): (typeof KINDS)[number] | 'other' {
  return KINDS.find((one) => one === kind) ?? 'other';
}
