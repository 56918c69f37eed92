import { CloudAlert, CloudCheck, CloudUpload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Failure } from '@/components/ui/failure';
import { useStore } from '@/lib/store';
import type { DraftSession } from '../../api/draft-session';

const ICONS = { saved: CloudCheck, waiting: CloudUpload, saving: CloudUpload, failed: CloudAlert };

/** The error of the last save, with a retry. */
export function SaveError({ session }: { session: DraftSession }) {
  const error = useStore(session.autosave.error, (now) => now);
  if (!error) return null;
  return <Failure error={error} onRetry={() => session.autosave.flush().catch(() => undefined)} />;
}

/** The state of the autosave. */
export function SaveStatus({ session }: { session: DraftSession }) {
  const { t } = useTranslation();
  const state = useStore(session.autosave.state, (now) => now);
  const Icon = ICONS[state];
  return (
    <span className="inline-flex min-h-11 items-center gap-2 text-fine text-soft">
      <span role="status" className="inline-flex items-center gap-2">
        <Icon aria-hidden className="size-5" />
        {t(`save.${state}`)}
      </span>
    </span>
  );
}
