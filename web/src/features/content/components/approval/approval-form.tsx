import { useMutation } from '@tanstack/react-query';
import { BadgeCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { TextArea, TextField } from '@/components/ui/field';
import { formatMoment } from '@/lib/format';
import { decideApproval } from '../../api/approvals';
import type { Approval, ApprovalDecision } from '../../api/types';

interface ApprovalFormProps {
  token: string;
  approval: Approval;
  onDecided: (decision: ApprovalDecision) => void;
  /** Called when the server refuses the decision, such as for a closed link. */
  onRefused: (error: unknown) => void;
}

/** The decision of an approval link: approve, or reject with a reason. */
export function ApprovalForm(props: ApprovalFormProps) {
  const { token, approval, onDecided, onRefused } = props;
  const { t } = useTranslation();
  const [name, setName] = useState(approval.name);
  const [reason, setReason] = useState('');
  const [rejecting, setRejecting] = useState(false);
  const submitDecision = useMutation({
    mutationFn: async (decision: ApprovalDecision) => {
      await decideApproval(token, decision);
      return decision;
    },
    onSuccess: onDecided,
    onError: (error) => onRefused(error),
  });
  const trimmedName = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!trimmedName || submitDecision.isPending) return;
    if (!rejecting) submitDecision.mutate({ decision: 'approve', name: trimmedName });
    else if (reason.trim()) {
      submitDecision.mutate({ decision: 'reject', name: trimmedName, reason: reason.trim() });
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
      {rejecting && (
        <TextArea
          dir="auto"
          label={t('review.why')}
          hint={t('approval.whyHint')}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {submitDecision.error && <Failure error={submitDecision.error} />}
      <div className="flex flex-wrap gap-3">
        {rejecting ? (
          <>
            <Button
              type="submit"
              look="warn"
              className="min-h-13 grow"
              disabled={!trimmedName || !reason.trim()}
              busy={submitDecision.isPending}
            >
              {t('approval.sendNo')}
            </Button>
            <Button look="plain" className="grow" onClick={() => setRejecting(false)}>
              {t('approval.back')}
            </Button>
          </>
        ) : (
          <>
            <Button
              type="submit"
              look="main"
              className="grow"
              disabled={!trimmedName}
              busy={submitDecision.isPending}
              icon={<BadgeCheck aria-hidden className="size-6" />}
            >
              {t('approval.yes')}
            </Button>
            <Button look="warn" className="min-h-13 grow" onClick={() => setRejecting(true)}>
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
