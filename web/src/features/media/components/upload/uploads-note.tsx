import { Link, useRouterState } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { paths } from '@/config/paths';
import { formatPercent } from '@/lib/format';
import { totalProgress, useTransfers } from '../../api/transfers';

/** A note on all other pages about running uploads, with a link to them. */
export function UploadsNote() {
  const { t } = useTranslation();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const all = useTransfers();
  const { files, done, sent, bytes, moving } = totalProgress(all);
  const lost = all.filter((one) => one.state === 'lost').length;
  if ((!moving && lost === 0) || here === paths.library || here.startsWith(paths.newPost))
    return null;
  const text = moving
    ? t('photo.onTheWay', {
        count: files - done,
        share: formatPercent(Math.floor((sent / bytes) * 100) / 100),
      })
    : t('photo.leftBehind', { count: lost });
  return (
    <Link
      to={paths.library}
      className="flex min-h-11 items-center justify-center gap-3 bg-indigo-wash px-4 font-bold text-indigo underline-offset-4 hover:underline"
    >
      <Upload aria-hidden className="size-5 shrink-0" />
      <span className="tabular-nums">{text}</span>
    </Link>
  );
}
