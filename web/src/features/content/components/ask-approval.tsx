import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { Link, MessageCircle, Share2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalLink } from '@/api/content';
import type { Draft } from '@/api/shapes';
import { Button, buttonClass } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { CopyButton } from '@/components/ui/copy-button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import { formatMoment } from '@/lib/format';
import { keys } from '@/lib/query';
import { linksOptions, makeLink, revokeLink } from '../api/approvals';
import type { DraftSession } from '../api/draft-session';

const DURATIONS = [24, 72, 168] as const;

interface AskApprovalProps {
  draft: Draft;
  session: DraftSession;
}

/** A link by which somebody without an account decides, once, about the words as they are now. */
export function AskApproval({ draft, session }: AskApprovalProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [hours, setHours] = useState<number>(72);
  const make = useMutation({
    mutationFn: async () => {
      await session.settled();
      return makeLink(draft.draft_id, name.trim(), hours);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.links(draft.draft_id) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) make.mutate();
  };
  return (
    <div className="grid gap-5">
      <p className="text-soft">{t('link.lead')}</p>
      <form
        onSubmit={submit}
        className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
      >
        <TextField
          label={t('link.name')}
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t('link.until')}
          value={String(hours)}
          onChange={(event) => setHours(Number(event.target.value))}
          options={DURATIONS.map((one) => ({
            value: String(one),
            text: t('link.days', { count: one / 24 }),
          }))}
        />
        <Button
          type="submit"
          className="min-h-12"
          icon={<Link aria-hidden className="size-5" />}
          disabled={!name.trim()}
          busy={make.isPending}
        >
          {t('link.make')}
        </Button>
      </form>
      {make.error && <Failure error={make.error} />}
      {make.data?.url && <NewLink link={make.data} url={make.data.url} title={draft.copy.title} />}
      <Links draftId={draft.draft_id} />
    </div>
  );
}

function NewLink({ link, url, title }: { link: ApprovalLink; url: string; title: string }) {
  const { t } = useTranslation();
  const message = t('link.message', { name: link.name, title });
  const share = () => navigator.share({ title, text: message, url }).catch(() => undefined);
  return (
    <div className="grid gap-3 rounded-stamp border-2 border-leaf p-4">
      <p role="status" className="font-bold text-leaf">
        {t('link.made', { name: link.name, when: formatMoment(link.expires_at) })}
      </p>
      <p className="text-fine text-soft">{t('link.once')}</p>
      <p dir="ltr" className="select-all break-all rounded-cut bg-well px-3 py-2 text-fine">
        {url}
      </p>
      <div className="flex flex-wrap gap-3">
        <CopyButton text={url} />
        <a
          className={buttonClass('calm')}
          href={`https://wa.me/?text=${encodeURIComponent(`${message}\n${url}`)}`}
          target="_blank"
          rel="noreferrer"
        >
          <MessageCircle aria-hidden className="size-5" />
          {t('link.whatsapp')}
        </a>
        {'share' in navigator && (
          <Button icon={<Share2 aria-hidden className="size-5" />} onClick={() => void share()}>
            {t('link.share')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Links({ draftId }: { draftId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: links = [], error, refetch } = useQuery(linksOptions(draftId));
  const revoke = useMutation({
    mutationFn: (linkId: string) => revokeLink(draftId, linkId),
    onSettled: () => client.invalidateQueries({ queryKey: keys.links(draftId) }),
  });
  if (error) return <Failure error={error} onRetry={refetch} />;
  if (links.length === 0) return null;
  return (
    <section aria-label={t('link.list')} className="grid gap-1">
      <h3 className="font-bold">{t('link.list')}</h3>
      {revoke.error && <Failure error={revoke.error} />}
      <ul className="grid">
        {links.map((link) => (
          <li
            key={link.link_id}
            className="flex flex-wrap items-center justify-between gap-x-4 border-line border-t py-1.5"
          >
            <span>
              <span className="font-bold">{link.name}</span>{' '}
              <span className="text-soft">{standing(link, t)}</span>
            </span>
            {link.ended === null && (
              <Confirm
                title={t('link.revokeTitle', { name: link.name })}
                body={t('link.revokeBody')}
                action={t('link.revoke')}
                onConfirm={() => revoke.mutate(link.link_id)}
                trigger={(ask) => (
                  <Button
                    look="plain"
                    aria-label={t('link.revokeOf', { name: link.name })}
                    busy={revoke.isPending && revoke.variables === link.link_id}
                    onClick={ask}
                  >
                    {t('link.revoke')}
                  </Button>
                )}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How long a link is good, or how it ended. */
function standing({ ended, expires_at, decided_by }: ApprovalLink, t: TFunction): string {
  if (ended === null) return t('link.goodUntil', { when: formatMoment(expires_at) });
  return t(`link.ended.${ended}`, { who: decided_by ?? '' });
}
