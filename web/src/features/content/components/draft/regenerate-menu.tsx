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
import { type FieldRef, fieldPath } from '../../api/draft-changes';
import type { DraftSession, Regeneration } from '../../api/draft-session';
import { jobOptions } from '../../api/jobs';

interface RegenerateMenuProps {
  session: DraftSession;
  fieldRef: FieldRef;
  /** The field's label, for the accessible name of the button. */
  label: string;
}

/** Regenerates one field by the person's instruction, with undo. */
export function RegenerateMenu({ session, fieldRef, label }: RegenerateMenuProps) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const path = fieldPath(fieldRef);
  const regeneration = useStore(session.regenerations, (all) => all[path]);
  if (regeneration) return <RegenerationStatus {...{ session, path, regeneration }} />;
  return (
    <div className="-mt-1 grid gap-2">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={t('regenerate.actionOf', { field: label })}
        onClick={() => setOpen(!open)}
        className="-me-2 inline-flex min-h-11 items-center gap-1.5 justify-self-end rounded-cut px-2 font-bold text-fine text-indigo hover:bg-indigo-wash disabled:text-soft"
      >
        <WandSparkles aria-hidden className="size-4" />
        {t('regenerate.action')}
      </button>
      <div id={id} hidden={!open}>
        {open && <InstructionForm {...{ session, fieldRef }} onStarted={() => setOpen(false)} />}
      </div>
    </div>
  );
}

const PRESETS = ['shorter', 'formal', 'simpler'] as const;
/** The instructions sent to the writer; the button labels are translated. */
const INSTRUCTIONS = { shorter: 'Shorter.', formal: 'More formal.', simpler: 'In simpler words.' };

interface InstructionFormProps {
  session: DraftSession;
  fieldRef: FieldRef;
  onStarted: () => void;
}

function InstructionForm({ session, fieldRef, onStarted }: InstructionFormProps) {
  const { t } = useTranslation();
  const [instruction, setInstruction] = useState('');
  const regenerate = useMutation({
    mutationFn: (text: string) => session.regenerate(fieldRef, text),
    onSuccess: onStarted,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (instruction.trim()) regenerate.mutate(instruction.trim());
  };
  return (
    <form onSubmit={submit} className="grid gap-4 rounded-stamp bg-sheet p-4">
      <div className="flex flex-wrap gap-2">
        {PRESETS.map((preset) => (
          <Button
            key={preset}
            busy={regenerate.isPending && regenerate.variables === INSTRUCTIONS[preset]}
            onClick={() => regenerate.mutate(INSTRUCTIONS[preset])}
          >
            {t(`regenerate.${preset}`)}
          </Button>
        ))}
      </div>
      <TextField
        label={t('regenerate.instruction')}
        placeholder={t('regenerate.instructionPlaceholder')}
        maxLength={500}
        value={instruction}
        onChange={(event) => setInstruction(event.target.value)}
      />
      <Button
        type="submit"
        className="justify-self-end"
        disabled={!instruction.trim()}
        busy={regenerate.isPending && regenerate.variables === instruction.trim()}
      >
        {t('regenerate.submit')}
      </Button>
      {regenerate.error && <Failure error={regenerate.error} />}
    </form>
  );
}

interface RegenerationStatusProps {
  session: DraftSession;
  path: string;
  regeneration: Regeneration;
}

function RegenerationStatus({ session, path, regeneration }: RegenerationStatusProps) {
  const { t } = useTranslation();
  const { data: job, error } = useQuery(jobOptions(regeneration.jobId));
  const done = job?.status === 'done';
  useEffect(() => {
    if (done) void session.finishRegeneration(path).catch(() => undefined);
  }, [done, session, path]);
  const close = (
    <Button look="plain" onClick={() => session.dismissRegeneration(path)}>
      {t('common.close')}
    </Button>
  );
  if (error && !job)
    return <Failure error={error} onRetry={() => session.dismissRegeneration(path)} />;
  if (job?.status === 'failed') {
    return (
      <Notice tone="hint" title={job.error?.message ?? t('regenerate.failed')} action={close}>
        {job.error?.remedy}
      </Notice>
    );
  }
  if (!done) {
    const progress = job?.progress ?? 0;
    const text = formatPercent(progress / 100);
    return <Progress label={t('regenerate.running')} text={text} value={progress} max={100} />;
  }
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-2">
      <p role="status" className="me-auto font-bold text-fine text-leaf">
        {t('regenerate.done')}
      </p>
      <Button
        look="plain"
        icon={<Undo2 aria-hidden className="size-5" />}
        onClick={() => session.undoRegeneration(path)}
      >
        {t('regenerate.undo')}
      </Button>
      {close}
    </div>
  );
}
