import { useMutation } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval, Verdict } from '@/api/content';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextArea, TextField } from '@/components/ui/field';
import { formatMoment } from '@/lib/format';
import { decide } from '../api/approvals';

interface ApprovalDecisionProps {
  token: string;
  approval: Approval;
  onDecided: (verdict: Verdict) => void;
  /** It could not be decided here: the page may have to say more than this form. */
  onRefused: (error: unknown) => void;
}

/** The one decision of a link: yes, or no with a reason. */
export function ApprovalDecision(props: ApprovalDecisionProps) {
  const { token, approval, onDecided, onRefused } = props;
  const { t } = useTranslation();
  const [name, setName] = useState(approval.name);
  const [reason, setReason] = useState('');
  const [refusing, setRefusing] = useState(false);
  const say = useMutation({
    mutationFn: async (verdict: Verdict) => {
      await decide(token, verdict);
      return verdict;
    },
    onSuccess: onDecided,
    onError: (error) => onRefused(error),
  });
  const signed = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!signed || say.isPending) return;
    if (!refusing) say.mutate({ decision: 'approve', name: signed });
    else if (reason.trim()) {
      say.mutate({ decision: 'reject', name: signed, reason: reason.trim() });
    }
  };
  return (
    <form onSubmit={submit} className="grid gap-5 rounded-stamp bg-sheet p-5 sm:p-6">
      <h2 className="text-head">{t('approval.decide')}</h2>
      <TextField
        label={t('approval.name')}
        hint={t('approval.nameHint')}
        autoComplete="name"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {refusing && (
        <TextArea
          dir="auto"
          label={t('review.why')}
          hint={t('approval.whyHint')}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {say.error && <Failure error={say.error} />}
      <div className="flex flex-wrap gap-3">
        {refusing ? (
          <>
            <Button
              type="submit"
              look="warn"
              className="min-h-13 grow"
              disabled={!signed || !reason.trim()}
              busy={say.isPending}
            >
              {t('approval.sendNo')}
            </Button>
            <Button look="plain" className="grow" onClick={() => setRefusing(false)}>
              {t('approval.back')}
            </Button>
          </>
        ) : (
          <>
            <Button
              type="submit"
              look="main"
              className="grow"
              disabled={!signed}
              busy={say.isPending}
              icon={<BadgeCheck aria-hidden className="size-6" />}
            >
              {t('approval.yes')}
            </Button>
            <Button look="warn" className="min-h-13 grow" onClick={() => setRefusing(true)}>
              {t('approval.no')}
            </Button>
          </>
        )}
      </div>
      <p className="text-fine text-soft">
        {t('approval.until', { when: formatMoment(approval.expires_at) })}
      </p>
    </form>
  );
}
