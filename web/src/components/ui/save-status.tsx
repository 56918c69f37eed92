import { CloudAlert, CloudCheck, CloudUpload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Autosave, SaveState } from '@/lib/autosave';
import { useStore } from '@/lib/store';
import { Failure } from './failure';

type Saved = Pick<Autosave<never>, 'state' | 'error' | 'flush'>;

const ICONS = { saved: CloudCheck, waiting: CloudUpload, saving: CloudUpload, failed: CloudAlert };
/** What is said of several: the one that needs most attention. */
const BY_ATTENTION: readonly SaveState[] = ['failed', 'saving', 'waiting', 'saved'];

/** The error of the last save, with a retry. */
export function SaveError({ autosave }: { autosave: Saved }) {
  const error = useStore(autosave.error, (now) => now);
  if (!error) return null;
  return <Failure error={error} onRetry={() => autosave.flush().catch(() => undefined)} />;
}

/** The state of what a page saves by itself, in two parts. */
export function SaveStatus({ autosaves: [one, other] }: { autosaves: readonly [Saved, Saved] }) {
  const { t } = useTranslation();
  const states = [useStore(one.state, (now) => now), useStore(other.state, (now) => now)];
  const state = BY_ATTENTION.find((each) => states.includes(each)) ?? 'saved';
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
