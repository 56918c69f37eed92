import { useMutation, useQuery } from '@tanstack/react-query';
import { Undo2, WandSparkles } from 'lucide-react';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { formatPercent } from '@/lib/format';
import { useStore } from '@/lib/store';
import { type Place, pathOf } from '../api/draft-changes';
import type { DraftSession, Anew as Entry } from '../api/draft-session';
import { jobOptions } from '../api/jobs';

interface AnewProps {
  session: DraftSession;
  place: Place;
  /** What the field is called, for those who hear the button alone. */
  label: string;
}

/** Has one field written anew as the person says, with a way back. */
export function Anew({ session, place, label }: AnewProps) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const path = pathOf(place);
  const entry = useStore(session.anew, (all) => all[path]);
  if (entry) return <Progressing {...{ session, path, entry }} />;
  return (
    <div className="-mt-1 grid gap-2">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={t('anew.actionOf', { field: label })}
        onClick={() => setOpen(!open)}
        className="-me-2 inline-flex min-h-11 items-center gap-1.5 justify-self-end rounded-cut px-2 font-bold text-fine text-indigo hover:bg-indigo-wash disabled:text-soft"
      >
        <WandSparkles aria-hidden className="size-4" />
        {t('anew.action')}
      </button>
      <div id={id} hidden={!open}>
        {open && <Wish {...{ session, place }} onAsked={() => setOpen(false)} />}
      </div>
    </div>
  );
}

const PRESETS = ['shorter', 'formal', 'simpler'] as const;
/** What writers are told; the words on the buttons are the person's. */
const TOLD = { shorter: 'Shorter.', formal: 'More formal.', simpler: 'In simpler words.' };

interface WishProps {
  session: DraftSession;
  place: Place;
  onAsked: () => void;
}

function Wish({ session, place, onAsked }: WishProps) {
  const { t } = useTranslation();
  const [own, setOwn] = useState('');
  const ask = useMutation({
    mutationFn: (instruction: string) => session.regenerate(place, instruction),
    onSuccess: onAsked,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (own.trim()) ask.mutate(own.trim());
  };
  return (
    <form onSubmit={submit} className="grid gap-4 rounded-stamp bg-sheet p-4">
      <div className="flex flex-wrap gap-2">
        {PRESETS.map((preset) => (
          <Button
            key={preset}
            busy={ask.isPending && ask.variables === TOLD[preset]}
            onClick={() => ask.mutate(TOLD[preset])}
          >
            {t(`anew.${preset}`)}
          </Button>
        ))}
      </div>
      <TextField
        label={t('anew.own')}
        placeholder={t('anew.ownPlaceholder')}
        maxLength={500}
        value={own}
        onChange={(event) => setOwn(event.target.value)}
      />
      <Button
        type="submit"
        className="justify-self-end"
        disabled={!own.trim()}
        busy={ask.isPending && ask.variables === own.trim()}
      >
        {t('anew.go')}
      </Button>
      {ask.error && <Failure error={ask.error} />}
    </form>
  );
}

interface ProgressingProps {
  session: DraftSession;
  path: string;
  entry: Entry;
}

function Progressing({ session, path, entry }: ProgressingProps) {
  const { t } = useTranslation();
  const { data: job, error } = useQuery(jobOptions(entry.jobId));
  const done = job?.status === 'done';
  useEffect(() => {
    if (done) void session.regenerated(path).catch(() => undefined);
  }, [done, session, path]);
  const close = (
    <Button look="plain" onClick={() => session.forget(path)}>
      {t('common.close')}
    </Button>
  );
  if (error && !job) return <Failure error={error} onRetry={() => session.forget(path)} />;
  if (job?.status === 'failed') {
    return (
      <Notice tone="hint" title={job.error?.message ?? t('anew.failed')} action={close}>
        {job.error?.remedy}
      </Notice>
    );
  }
  if (!done) {
    const progress = job?.progress ?? 0;
    const text = formatPercent(progress / 100);
    return <Progress label={t('anew.running')} text={text} value={progress} most={100} />;
  }
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-2">
      <p role="status" className="me-auto font-bold text-fine text-leaf">
        {t('anew.done')}
      </p>
      <Button
        look="plain"
        icon={<Undo2 aria-hidden className="size-5" />}
        onClick={() => session.undo(path)}
      >
        {t('anew.undo')}
      </Button>
      {close}
    </div>
  );
}
