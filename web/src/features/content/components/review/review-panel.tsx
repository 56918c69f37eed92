import { useMutation } from '@tanstack/react-query';
import { BadgeCheck, Send, Undo2 } from 'lucide-react';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextArea } from '@/components/ui/field';
import { Skeleton } from '@/components/ui/skeleton';
import { formatMoment } from '@/lib/format';
import type { DraftSession } from '../../api/draft-session';
import { approveDraft, isBeingWritten, rejectDraft } from '../../api/drafts';
import type { Author, Draft } from '../../api/types';
import { StatusBadge } from './status-badge';

const ApprovalLinks = lazy(async () => ({
  default: (await import('./approval-links')).ApprovalLinks,
}));

interface ReviewPanelProps {
  draft: Draft;
  session: DraftSession;
}

type OpenForm = 'reason' | 'link' | null;

/** The review state of a draft: approve, reject, or ask an approver. */
export function ReviewPanel({ draft, session }: ReviewPanelProps) {
  const { t } = useTranslation();
  const [openForm, setOpenForm] = useState<OpenForm>(null);
  const approve = useMutation({ mutationFn: () => session.withServer(approveDraft) });
  const { state } = draft.review;
  const toggle = (what: OpenForm) => setOpenForm(openForm === what ? null : what);
  return (
    <div className="grid gap-5 rounded-stamp bg-sheet p-5 sm:p-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <StatusBadge status={draft.status} />
        <ReviewStatus draft={draft} />
      </div>
      {approve.error && <Failure error={approve.error} />}
      <fieldset disabled={isBeingWritten(draft)} className="flex flex-wrap gap-3">
        <legend className="sr-only">{t('review.title')}</legend>
        {state !== 'approved' && (
          <Button
            busy={approve.isPending}
            icon={<BadgeCheck aria-hidden className="size-5" />}
            onClick={() => approve.mutate()}
          >
            {t('review.approve')}
          </Button>
        )}
        {state !== 'rejected' && (
          <Button
            look="plain"
            icon={<Undo2 aria-hidden className="size-5" />}
            aria-expanded={openForm === 'reason'}
            onClick={() => toggle('reason')}
          >
            {state === 'approved' ? t('review.takeBack') : t('review.reject')}
          </Button>
        )}
        <Button
          look="plain"
          icon={<Send aria-hidden className="size-5" />}
          aria-expanded={openForm === 'link'}
          onClick={() => toggle('link')}
        >
          {t('review.ask')}
        </Button>
      </fieldset>
      {openForm === 'reason' && (
        <RejectionForm session={session} onDone={() => setOpenForm(null)} />
      )}
      {openForm === 'link' && (
        <Suspense fallback={<Skeleton label={t('common.loading')} className="h-40" />}>
          <ApprovalLinks draft={draft} session={session} />
        </Suspense>
      )}
    </div>
  );
}

/** The display name of an author: an approver's name, or "you". */
function useAuthorName(): (by: Author | null) => string {
  const { t } = useTranslation();
  return (by) => (by?.kind === 'approver' && by.name ? by.name : t('review.you'));
}

function ReviewStatus({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const who = useAuthorName();
  const { state, reason, by, at } = draft.review;
  if (state === 'draft' || state === 'edited') {
    return <p className="min-w-0 flex-1 basis-64 text-soft">{t(`review.open.${state}`)}</p>;
  }
  return (
    <div className="min-w-0 flex-1 basis-64">
      <p className="text-soft">
        {t(`review.by.${state}`, { who: who(by), when: at ? formatMoment(at) : '' })}
      </p>
      {reason && <p className="font-bold">{t('review.reason', { reason })}</p>}
    </div>
  );
}

function RejectionForm({ session, onDone }: { session: DraftSession; onDone: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const reject = useMutation({
    mutationFn: () => session.withServer((draft) => rejectDraft(draft, reason.trim())),
    onSuccess: onDone,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) reject.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <TextArea
        label={t('review.why')}
        hint={t('review.whyHint')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {reject.error && <Failure error={reject.error} />}
      <Button
        type="submit"
        look="warn"
        className="justify-self-start"
        disabled={!reason.trim()}
        busy={reject.isPending}
      >
        {t('review.reject')}
      </Button>
    </form>
  );
}
