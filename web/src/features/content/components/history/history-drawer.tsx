import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronDown, History } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Drawer } from '@/components/ui/drawer';
import { Failure } from '@/components/ui/failure';
import { Skeleton } from '@/components/ui/skeleton';
import { formatMoment } from '@/lib/format';
import type { DraftSession } from '../../api/draft-session';
import type { Draft, Version } from '../../api/types';
import { restoreVersion, versionOptions, versionsOptions } from '../../api/versions';
import { contentKeys } from '../../keys';
import { Difference } from '../difference';
import { differentFields } from './draft-differences';
import { useChangesLabel, usePathLabel } from './path-label';

export interface HistoryDrawerProps {
  draft: Draft;
  session: DraftSession;
  /** The display names of platforms. */
  names: Readonly<Record<string, string>>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** All versions of a draft, each with its changes since, and restoring one. */
export function HistoryDrawer(props: HistoryDrawerProps) {
  const { t } = useTranslation();
  const { draft, open, onOpenChange } = props;
  const { data: versions, error, refetch } = useQuery(versionsOptions(draft.draft_id));
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title={t('history.title')}
      lead={t('history.lead')}
    >
      {error && <Failure error={error} onRetry={refetch} />}
      {!versions && !error && <Skeleton label={t('common.loading')} className="h-40" />}
      <ol className="grid">
        {versions?.map((version) => (
          <VersionItem
            key={version.version}
            {...props}
            version={version}
            shown={shown === version.version}
            onToggle={() => setShown(shown === version.version ? null : version.version)}
          />
        ))}
      </ol>
    </Drawer>
  );
}

interface VersionItemProps extends HistoryDrawerProps {
  version: Version;
  shown: boolean;
  onToggle: () => void;
}

function VersionItem({ version, shown, onToggle, ...rest }: VersionItemProps) {
  const { t } = useTranslation();
  const id = useId();
  const changes = useChangesLabel(rest.names);
  const isNow = version.version === rest.draft.version;
  return (
    <li className="border-line border-t first:border-t-0">
      <button
        type="button"
        aria-expanded={shown}
        aria-controls={id}
        onClick={onToggle}
        className="flex min-h-14 w-full items-center gap-3 py-2 text-start hover:text-indigo"
      >
        <span className="min-w-0 flex-1">
          <span className="block font-bold">
            {t(`history.kind.${version.kind}`)}
            {isNow && <span className="ms-2 font-normal text-leaf">{t('history.now')}</span>}
          </span>
          <span className="block text-fine text-soft">
            {formatMoment(version.at)} · <Author version={version} />
          </span>
          {version.changed.length > 0 && (
            <span className="line-clamp-2 text-fine text-soft">{changes(version.changed)}</span>
          )}
          {version.reason && <span className="block text-fine">{version.reason}</span>}
        </span>
        <ChevronDown
          aria-hidden
          className={cx('size-5 shrink-0 text-indigo transition-transform', shown && 'rotate-180')}
        />
      </button>
      <div id={id} hidden={!shown}>
        {shown && <ChangesSince {...rest} number={version.version} />}
      </div>
    </li>
  );
}

function Author({ version: { by } }: { version: Version }) {
  const { t } = useTranslation();
  if (by.kind === 'artisan') return t('review.you');
  if (by.kind === 'approver') return by.name ?? t('history.somebody');
  return t('history.writer');
}

function ChangesSince({
  draft,
  session,
  names,
  number,
  onOpenChange,
}: HistoryDrawerProps & { number: number }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const label = usePathLabel(names);
  const { data: old, error, refetch } = useQuery(versionOptions(draft.draft_id, number));
  const restore = useMutation({
    mutationFn: () => session.withServer((now) => restoreVersion(now, number)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: contentKeys.versions(draft.draft_id) });
      onOpenChange(false);
    },
  });
  if (error) return <Failure error={error} onRetry={refetch} />;
  if (!old) return <Skeleton label={t('common.loading')} className="h-24" />;
  const fields = differentFields(old.draft, draft);
  if (fields.length === 0) return <p className="pb-4 text-soft">{t('history.same')}</p>;
  return (
    <div className="grid gap-4 pb-5">
      <p className="text-fine text-soft">{t('history.since')}</p>
      <dl className="grid gap-3">
        {fields.map(({ path, language, before, after }) => (
          <div key={path} className="rounded-cut bg-field px-3 py-2">
            <dt className="text-fine text-soft">{label(path)}</dt>
            <dd>
              <Difference before={before} after={after} language={language} />
            </dd>
          </div>
        ))}
      </dl>
      {restore.error && <Failure error={restore.error} />}
      <Button
        className="justify-self-start"
        busy={restore.isPending}
        icon={<History aria-hidden className="size-5" />}
        onClick={() => restore.mutate()}
      >
        {t('history.restore')}
      </Button>
    </div>
  );
}
