import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { formatMoment } from '@/lib/format';
import { leadsOptions, useLeadSubscription } from '../../api/leads';

const MIN_KEY_LENGTH = 8;

/** Sets, replaces or removes the key by which the platform's lead API is read. */
export function LeadsForm({ platform, name }: { platform: string; name: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(leadsOptions(platform));
  const { subscribe, unsubscribe } = useLeadSubscription(platform);
  const [key, setKey] = useState('');
  const [submitted, setSubmitted] = useState(false);
  const short = key.trim().length < MIN_KEY_LENGTH;
  const error = subscribe.error ?? unsubscribe.error;
  const readUntil = data?.read_until ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (short || subscribe.isPending) return;
    subscribe.mutate(key.trim(), {
      onSuccess: () => {
        setKey('');
        setSubmitted(false);
      },
    });
  };
  return (
    <form noValidate onSubmit={submit} className="grid max-w-xl justify-items-start gap-4">
      <p role="status" className="font-bold">
        {readUntil ? t('leads.followed', { when: formatMoment(readUntil) }) : t('leads.not')}
      </p>
      {error && <Failure error={error} />}
      <TextField
        className="w-full"
        type="password"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        label={t('leads.key', { platform: name })}
        hint={t('leads.hint', { platform: name })}
        error={submitted && short ? t('leads.short') : ''}
        value={key}
        onChange={(event) => setKey(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={subscribe.isPending}>
          {t(readUntil ? 'leads.replace' : 'leads.follow')}
        </Button>
        {readUntil && (
          <Button look="plain" busy={unsubscribe.isPending} onClick={() => unsubscribe.mutate()}>
            {t('leads.forget')}
          </Button>
        )}
      </div>
    </form>
  );
}
