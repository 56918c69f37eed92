import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { formatMoment } from '@/lib/format';
import { leadsOptions, useLeads } from '../api/reading';

const SHORTEST = 8;

/** The key with which a platform lets a seller's programs read leads: given, replaced, taken back. */
export function LeadsForm({ platform, name }: { platform: string; name: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(leadsOptions(platform));
  const { follow, forget } = useLeads(platform);
  const [key, setKey] = useState('');
  const [tried, setTried] = useState(false);
  const short = key.trim().length < SHORTEST;
  const error = follow.error ?? forget.error;
  const until = data?.read_until ?? null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (short || follow.isPending) return;
    follow.mutate(key.trim(), {
      onSuccess: () => {
        setKey('');
        setTried(false);
      },
    });
  };
  return (
    <form noValidate onSubmit={submit} className="grid max-w-xl justify-items-start gap-4">
      <p role="status" className="font-bold">
        {until ? t('leads.followed', { when: formatMoment(until) }) : t('leads.not')}
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
        error={tried && short ? t('leads.short') : ''}
        value={key}
        onChange={(event) => setKey(event.target.value)}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" busy={follow.isPending}>
          {t(until ? 'leads.replace' : 'leads.follow')}
        </Button>
        {until && (
          <Button look="plain" busy={forget.isPending} onClick={() => forget.mutate()}>
            {t('leads.forget')}
          </Button>
        )}
      </div>
    </form>
  );
}
