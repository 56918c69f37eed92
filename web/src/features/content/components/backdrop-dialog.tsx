import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, Paintbrush, Sparkles } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Backdrop, Job } from '@/api/content';
import { Button, buttonClass } from '@/components/ui/button';
import { Drawer } from '@/components/ui/drawer';
import { Failure } from '@/components/ui/failure';
import { TextArea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Picture } from '@/components/ui/picture';
import { Progress } from '@/components/ui/progress';
import { SelectField } from '@/components/ui/select-field';
import { formatCost, formatPercent } from '@/lib/format';
import { keys } from '@/lib/query';
import { type BackdropSize, type BackdropWish, jobOptions, paintBackdrop } from '../api/jobs';

export interface BackdropDialogProps {
  photoId: string | null;
  /** What platforms are called. */
  names: Readonly<Record<string, string>>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Has a backdrop for an advertisement made by AI. It never becomes a picture of the piece. */
export function BackdropDialog({ photoId, names, open, onOpenChange }: BackdropDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const paint = useMutation({
    mutationFn: paintBackdrop,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.budget() }),
  });
  const following = useQuery(jobOptions(paint.data?.job_id ?? ''));
  const job = following.data;
  const error = paint.error ?? following.error;
  const made = job?.result?.kind === 'image' ? job.result : null;
  const progress = job?.progress ?? 0;
  const isPainting = paint.isSuccess && !made && job?.status !== 'failed';
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title={t('backdrop.title')}
      lead={t('backdrop.lead')}
    >
      {error && <Failure error={error} />}
      {job?.status === 'failed' && <Failed job={job} />}
      {made && <Made made={made} names={names} onAgain={paint.reset} />}
      {isPainting && (
        <Progress
          label={t('backdrop.running')}
          text={formatPercent(progress / 100)}
          value={progress}
          most={100}
        />
      )}
      {!made && !isPainting && (
        <WishForm photoId={photoId} busy={paint.isPending} onWish={paint.mutate} />
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

const IDEAS = ['wall', 'courtyard', 'festival'] as const;
const SIZES: readonly BackdropSize[] = ['square', 'portrait', 'landscape', 'story'];

interface WishFormProps {
  photoId: string | null;
  busy: boolean;
  onWish: (wish: BackdropWish) => void;
}

function WishForm({ photoId, busy, onWish }: WishFormProps) {
  const { t } = useTranslation();
  const [prompt, setPrompt] = useState('');
  const [size, setSize] = useState<BackdropSize>('square');
  const [coloured, setColoured] = useState(photoId !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (prompt.trim()) onWish({ prompt: prompt.trim(), size, photo_id: coloured ? photoId : null });
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
        {IDEAS.map((idea) => (
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
            checked={coloured}
            onChange={(event) => setColoured(event.target.checked)}
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

interface MadeProps {
  made: Backdrop;
  names: Readonly<Record<string, string>>;
  onAgain: () => void;
}

function Made({ made, names, onAgain }: MadeProps) {
  const { t } = useTranslation();
  const places = made.not_for.map((one) => names[one] ?? one).join(', ');
  return (
    <div className="grid gap-4">
      <figure className="grid gap-2">
        <div className="relative">
          <Picture
            src={made.url}
            alt={t('backdrop.alt')}
            width={made.width}
            height={made.height}
            className="h-auto w-full animate-appear rounded-cut"
          />
          <span className="absolute start-3 top-3 inline-flex items-center gap-1.5 rounded-stamp bg-turmeric px-2.5 py-1 font-bold text-[#2a2019]">
            <Sparkles aria-hidden className="size-5" />
            {t('backdrop.madeByAi')}
          </span>
        </div>
        <figcaption className="text-fine text-soft">
          {made.model} · {formatCost(made.cost, 'USD')}
        </figcaption>
      </figure>
      {made.note && <p className="text-fine text-soft">{made.note}</p>}
      <Notice tone="hint" title={places ? t('backdrop.notFor', { places }) : t('backdrop.forAds')}>
        {t('backdrop.rule')}
      </Notice>
      <div className="flex flex-wrap gap-3">
        <a href={made.url} download className={buttonClass('main')}>
          <Download aria-hidden className="size-6" />
          {t('backdrop.download')}
        </a>
        <Button onClick={onAgain}>{t('backdrop.another')}</Button>
      </div>
    </div>
  );
}
