import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { Link, MessageCircle, Share2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { CopyButton } from '@/components/ui/copy-button';
import { Failure } from '@/components/ui/failure';
import { TextField } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import { formatMoment } from '@/lib/format';
import { approvalLinksOptions, createApprovalLink, revokeApprovalLink } from '../../api/approvals';
import type { DraftSession } from '../../api/draft-session';
import type { ApprovalLink, Draft } from '../../api/types';
import { contentKeys } from '../../keys';

const DURATIONS = [24, 72, 168] as const;

interface ApprovalLinksProps {
  draft: Draft;
  session: DraftSession;
}

/** Creates and lists approval links, for approvers without an account. */
export function ApprovalLinks({ draft, session }: ApprovalLinksProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [hours, setHours] = useState<number>(72);
  const create = useMutation({
    mutationFn: async () => {
      await session.saveAndRefetch();
      return createApprovalLink(draft.draft_id, name.trim(), hours);
    },
    onSuccess: () =>
      client.invalidateQueries({ queryKey: contentKeys.approvalLinks(draft.draft_id) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) create.mutate();
  };
  return (
    <div className="grid gap-5">
      <p className="text-soft">{t('approvalLink.lead')}</p>
      <form
        onSubmit={submit}
        className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
      >
        <TextField
          label={t('approvalLink.name')}
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t('approvalLink.until')}
          value={String(hours)}
          onChange={(event) => setHours(Number(event.target.value))}
          options={DURATIONS.map((one) => ({
            value: String(one),
            text: t('approvalLink.days', { count: one / 24 }),
          }))}
        />
        <Button
          type="submit"
          className="min-h-12"
          icon={<Link aria-hidden className="size-5" />}
          disabled={!name.trim()}
          busy={create.isPending}
        >
          {t('approvalLink.make')}
        </Button>
      </form>
      {create.error && <Failure error={create.error} />}
      {create.data?.url && (
        <NewLink link={create.data} url={create.data.url} title={draft.copy.title} />
      )}
      <LinkList draftId={draft.draft_id} />
    </div>
  );
}

function NewLink({ link, url, title }: { link: ApprovalLink; url: string; title: string }) {
  const { t } = useTranslation();
  const message = t('approvalLink.message', { name: link.name, title });
  const share = () => navigator.share({ title, text: message, url }).catch(() => undefined);
  return (
    <div className="grid gap-3 rounded-stamp border-2 border-leaf p-4">
      <p role="status" className="font-bold text-leaf">
        {t('approvalLink.made', { name: link.name, when: formatMoment(link.expires_at) })}
      </p>
      <p className="text-fine text-soft">{t('approvalLink.once')}</p>
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
          {t('approvalLink.whatsapp')}
        </a>
        {'share' in navigator && (
          <Button icon={<Share2 aria-hidden className="size-5" />} onClick={() => void share()}>
            {t('approvalLink.share')}
          </Button>
        )}
      </div>
    </div>
  );
}

function LinkList({ draftId }: { draftId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: links = [], error, refetch } = useQuery(approvalLinksOptions(draftId));
  const revoke = useMutation({
    mutationFn: (linkId: string) => revokeApprovalLink(draftId, linkId),
    onSettled: () => client.invalidateQueries({ queryKey: contentKeys.approvalLinks(draftId) }),
  });
  if (error) return <Failure error={error} onRetry={refetch} />;
  if (links.length === 0) return null;
  return (
    <section aria-label={t('approvalLink.list')} className="grid gap-1">
      <h3 className="font-bold">{t('approvalLink.list')}</h3>
      {revoke.error && <Failure error={revoke.error} />}
      <ul className="grid">
        {links.map((link) => (
          <li
            key={link.link_id}
            className="flex flex-wrap items-center justify-between gap-x-4 border-line border-t py-1.5"
          >
            <span>
              <span className="font-bold">{link.name}</span>{' '}
              <span className="text-soft">{linkStatus(link, t)}</span>
            </span>
            {link.ended === null && (
              <Confirm
                title={t('approvalLink.revokeTitle', { name: link.name })}
                body={t('approvalLink.revokeBody')}
                action={t('approvalLink.revoke')}
                onConfirm={() => revoke.mutate(link.link_id)}
                trigger={(ask) => (
                  <Button
                    look="plain"
                    aria-label={t('approvalLink.revokeOf', { name: link.name })}
                    busy={revoke.isPending && revoke.variables === link.link_id}
                    onClick={ask}
                  >
                    {t('approvalLink.revoke')}
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

/** Until when a link is valid, or why it is closed. */
function linkStatus({ ended, expires_at, decided_by }: ApprovalLink, t: TFunction): string {
  if (ended === null) return t('approvalLink.goodUntil', { when: formatMoment(expires_at) });
  return t(`approvalLink.ended.${ended}`, { who: decided_by ?? '' });
}
