import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Voice } from '@/api/content';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Failure } from '@/components/ui/failure';
import { TextArea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { formatDay } from '@/lib/format';
import { keys } from '@/lib/query';
import { forgetVoice, learnVoice } from '../api/templates';

const LEAST = 3;
const MOST = 20;
const LONGEST = 2000;

interface Sample {
  id: number;
  text: string;
}

/** At least three boxes, with the texts that are there already. */
function boxes(samples: readonly string[]): Sample[] {
  const texts = [...samples, ...Array<string>(Math.max(0, LEAST - samples.length)).fill('')];
  return texts.map((text, id) => ({ id, text }));
}

/** The person's own texts, from which writers learn how they write. */
export function VoiceForm({ voice }: { voice: Voice }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [samples, setSamples] = useState(() => boxes(voice.samples));
  const texts = samples.map((one) => one.text.trim()).filter(Boolean);
  const learn = useMutation({
    mutationFn: learnVoice,
    onSuccess: (learned) => client.setQueryData(keys.voice(), learned),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (texts.length >= LEAST) learn.mutate(texts);
  };
  const put = (id: number, text: string) =>
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
            maxLength={LONGEST}
            value={text}
            onChange={(event) => put(id, event.target.value)}
          />
          {samples.length > LEAST && (
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
      {samples.length < MOST && (
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
        <Button type="submit" look="main" disabled={texts.length < LEAST} busy={learn.isPending}>
          {voice.learned_at ? t('voice.learnAgain') : t('voice.learn')}
        </Button>
        {texts.length < LEAST && (
          <p className="text-soft">{t('voice.need', { count: LEAST - texts.length })}</p>
        )}
      </div>
      {learn.isSuccess && <Notice tone="done" title={t('voice.learned')} />}
    </form>
  );
}

/** What writers are told of the person's way of writing, and the way to have it forgotten. */
export function VoiceSummary({ voice }: { voice: Voice }) {
  const { t } = useTranslation();
  const id = useId();
  const client = useQueryClient();
  const forget = useMutation({
    mutationFn: forgetVoice,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.voice() }),
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
