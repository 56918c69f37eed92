import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Failure } from '@/components/ui/failure';
import { TextArea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { formatDay } from '@/lib/format';
import { forgetVoice, learnVoice } from '../../api/templates';
import type { Voice } from '../../api/types';
import { contentKeys } from '../../keys';

const MIN_SAMPLES = 3;
const MAX_SAMPLES = 20;
const MAX_SAMPLE_LENGTH = 2000;

interface Sample {
  id: number;
  text: string;
}

/** The initial sample fields: the stored samples, and at least three. */
function initialSamples(samples: readonly string[]): Sample[] {
  const texts = [...samples, ...Array<string>(Math.max(0, MIN_SAMPLES - samples.length)).fill('')];
  return texts.map((text, id) => ({ id, text }));
}

/** The samples from which the person's voice is learned. */
export function VoiceForm({ voice }: { voice: Voice }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [samples, setSamples] = useState(() => initialSamples(voice.samples));
  const texts = samples.map((one) => one.text.trim()).filter(Boolean);
  const learn = useMutation({
    mutationFn: learnVoice,
    onSuccess: (learned) => client.setQueryData(contentKeys.voice(), learned),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (texts.length >= MIN_SAMPLES) learn.mutate(texts);
  };
  const setText = (id: number, text: string) =>
    setSamples(samples.map((one) => (one.id === id ? { id, text } : one)));
  const add = () =>
    setSamples([...samples, { id: Math.max(...samples.map((s) => s.id)) + 1, text: '' }]);
  return (
    <form onSubmit={submit} className="grid gap-5">
      {samples.map(({ id, text }, place) => (
        <div key={id} className="relative">
          <TextArea
            dir="auto"
            label={t('voice.sample', { n: place + 1 })}
            rows={3}
            maxLength={MAX_SAMPLE_LENGTH}
            value={text}
            onChange={(event) => setText(id, event.target.value)}
          />
          {samples.length > MIN_SAMPLES && (
            <button
              type="button"
              aria-label={t('common.remove', { what: t('voice.sample', { n: place + 1 }) })}
              onClick={() => setSamples(samples.filter((one) => one.id !== id))}
              className="absolute end-0 -top-2 grid size-11 place-items-center rounded-full text-soft hover:bg-well hover:text-ink"
            >
              <X aria-hidden className="size-5" />
            </button>
          )}
        </div>
      ))}
      {samples.length < MAX_SAMPLES && (
        <Button
          look="plain"
          className="-ms-3 justify-self-start"
          icon={<Plus aria-hidden className="size-5" />}
          onClick={add}
        >
          {t('voice.more')}
        </Button>
      )}
      {learn.error && <Failure error={learn.error} />}
      <div className="flex flex-wrap items-center gap-4">
        <Button
          type="submit"
          look="main"
          disabled={texts.length < MIN_SAMPLES}
          busy={learn.isPending}
        >
          {voice.learned_at ? t('voice.learnAgain') : t('voice.learn')}
        </Button>
        {texts.length < MIN_SAMPLES && (
          <p className="text-soft">{t('voice.need', { count: MIN_SAMPLES - texts.length })}</p>
        )}
      </div>
      {learn.isSuccess && <Notice tone="done" title={t('voice.learned')} />}
    </form>
  );
}

/** The learned voice as writers get it, and deleting it. */
export function VoiceSummary({ voice }: { voice: Voice }) {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const forget = useMutation({
    mutationFn: forgetVoice,
    onSuccess: () => client.invalidateQueries({ queryKey: contentKeys.voice() }),
  });
  if (!voice.learned_at) {
    return (
      <div className="grid content-start gap-2 rounded-stamp bg-sheet p-5">
        <h2 className="text-head">{t('voice.nothing')}</h2>
        <p className="text-soft">{t('voice.nothingBody')}</p>
      </div>
    );
  }
  return (
    <section
      aria-labelledby={id}
      className="grid content-start gap-4 rounded-stamp bg-sheet p-5 md:sticky md:top-28"
    >
      <div>
        <h2 id={id} className="text-head">
          {t('voice.summary')}
        </h2>
        <p className="text-fine text-soft">
          {t('voice.since', { when: formatDay(voice.learned_at) })}
        </p>
      </div>
      <ul className="grid gap-2">
        {voice.summary.split('\n').map((line) => (
          <li key={line} dir="auto" className="border-turmeric border-s-4 ps-3">
            {line}
          </li>
        ))}
      </ul>
      {forget.error && <Failure error={forget.error} />}
      <Confirm
        title={t('voice.forgetTitle')}
        body={t('voice.forgetBody')}
        action={t('voice.forget')}
        onConfirm={() => forget.mutate()}
        trigger={(ask) => (
          <Button
            look="plain"
            className="-ms-3 justify-self-start"
            busy={forget.isPending}
            onClick={ask}
          >
            {t('voice.forget')}
          </Button>
        )}
      />
    </section>
  );
}
