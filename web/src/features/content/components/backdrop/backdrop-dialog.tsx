import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, Paintbrush, Sparkles } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { Drawer } from '@/components/ui/drawer';
import { Failure } from '@/components/ui/failure';
import { TextArea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Picture } from '@/components/ui/picture';
import { Progress } from '@/components/ui/progress';
import { SelectField } from '@/components/ui/select-field';
import { formatCost, formatPercent } from '@/lib/format';
import { generateBackdrop, jobOptions } from '../../api/jobs';
import type { Backdrop, BackdropRequest, BackdropSize, Job } from '../../api/types';
import { contentKeys } from '../../keys';

export interface BackdropDialogProps {
  photoId: string | null;
  /** The display names of platforms. */
  names: Readonly<Record<string, string>>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Generates an ad backdrop by AI. It never becomes a picture of the product. */
export function BackdropDialog({ photoId, names, open, onOpenChange }: BackdropDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const generate = useMutation({
    mutationFn: generateBackdrop,
    onSuccess: () => client.invalidateQueries({ queryKey: contentKeys.budget() }),
  });
  const jobQuery = useQuery(jobOptions(generate.data?.job_id ?? ''));
  const job = jobQuery.data;
  const error = generate.error ?? jobQuery.error;
  const backdrop = job?.result?.kind === 'image' ? job.result : null;
  const progress = job?.progress ?? 0;
  const isGenerating = generate.isSuccess && !backdrop && job?.status !== 'failed';
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title={t('backdrop.title')}
      lead={t('backdrop.lead')}
    >
      {error && <Failure error={error} />}
      {job?.status === 'failed' && <Failed job={job} />}
      {backdrop && <BackdropResult backdrop={backdrop} names={names} onAgain={generate.reset} />}
      {isGenerating && (
        <Progress
          label={t('backdrop.running')}
          text={formatPercent(progress / 100)}
          value={progress}
          max={100}
        />
      )}
      {!backdrop && !isGenerating && (
        <PromptForm photoId={photoId} busy={generate.isPending} onSubmit={generate.mutate} />
      )}
    </Drawer>
  );
}

function Failed({ job }: { job: Job }) {
  const { t } = useTranslation();
  return (
    <Notice tone="hint" title={job.error?.message ?? t('backdrop.failed')}>
      {job.error?.remedy}
    </Notice>
  );
}

const PROMPT_IDEAS = ['wall', 'courtyard', 'festival'] as const;
const SIZES: readonly BackdropSize[] = ['square', 'portrait', 'landscape', 'story'];

interface PromptFormProps {
  photoId: string | null;
  busy: boolean;
  onSubmit: (request: BackdropRequest) => void;
}

function PromptForm({ photoId, busy, onSubmit }: PromptFormProps) {
  const { t } = useTranslation();
  const [prompt, setPrompt] = useState('');
  const [size, setSize] = useState<BackdropSize>('square');
  const [withPhotoColours, setWithPhotoColours] = useState(photoId !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (prompt.trim())
      onSubmit({ prompt: prompt.trim(), size, photo_id: withPhotoColours ? photoId : null });
  };
  return (
    <form onSubmit={submit} className="grid gap-5">
      <TextArea
        label={t('backdrop.prompt')}
        rows={4}
        maxLength={1000}
        value={prompt}
        onChange={(event) => setPrompt(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        {PROMPT_IDEAS.map((idea) => (
          <Button key={idea} onClick={() => setPrompt(t(`backdrop.idea.${idea}`))}>
            {t(`backdrop.ideaName.${idea}`)}
          </Button>
        ))}
      </div>
      <SelectField
        label={t('backdrop.size')}
        value={size}
        onChange={(event) => setSize(SIZES.find((one) => one === event.target.value) ?? 'square')}
        options={SIZES.map((one) => ({ value: one, text: t(`backdrop.sizes.${one}`) }))}
      />
      {photoId !== null && (
        <label className="flex min-h-11 cursor-pointer items-center gap-3">
          <input
            type="checkbox"
            checked={withPhotoColours}
            onChange={(event) => setWithPhotoColours(event.target.checked)}
            className="size-5 accent-indigo"
          />
          {t('backdrop.coloured')}
        </label>
      )}
      <Button
        type="submit"
        look="main"
        disabled={!prompt.trim()}
        busy={busy}
        icon={<Paintbrush aria-hidden className="size-6" />}
      >
        {t('backdrop.make')}
      </Button>
    </form>
  );
}

interface BackdropResultProps {
  backdrop: Backdrop;
  names: Readonly<Record<string, string>>;
  onAgain: () => void;
}

function BackdropResult({ backdrop, names, onAgain }: BackdropResultProps) {
  const { t } = useTranslation();
  const places = backdrop.not_for.map((one) => names[one] ?? one).join(', ');
  return (
    <div className="grid gap-4">
      <figure className="grid gap-2">
        <div className="relative">
          <Picture
            src={backdrop.url}
            alt={t('backdrop.alt')}
            width={backdrop.width}
            height={backdrop.height}
            className="h-auto w-full animate-appear rounded-cut"
          />
          <span className="absolute start-3 top-3 inline-flex items-center gap-1.5 rounded-stamp bg-turmeric px-2.5 py-1 font-bold text-[#2a2019]">
            <Sparkles aria-hidden className="size-5" />
            {t('backdrop.madeByAi')}
          </span>
        </div>
        <figcaption className="text-fine text-soft">
          {backdrop.model} · {formatCost(backdrop.cost, 'USD')}
        </figcaption>
      </figure>
      {backdrop.note && <p className="text-fine text-soft">{backdrop.note}</p>}
      <Notice tone="hint" title={places ? t('backdrop.notFor', { places }) : t('backdrop.forAds')}>
        {t('backdrop.rule')}
      </Notice>
      <div className="flex flex-wrap gap-3">
        <a href={backdrop.url} download className={buttonClass('main')}>
          <Download aria-hidden className="size-6" />
          {t('backdrop.download')}
        </a>
        <Button onClick={onAgain}>{t('backdrop.another')}</Button>
      </div>
    </div>
  );
}
