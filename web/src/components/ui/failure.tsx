import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '@/lib/use-problem-text';
import { Button } from './button';
import { Notice } from './notice';

interface FailureProps {
  error: unknown;
  onRetry?: (() => unknown) | undefined;
  title?: ReactNode;
  className?: string;
}

/** A failed call: cause, next step, and a way to try again where that can help. */
export function Failure({ error, onRetry, title, className }: FailureProps) {
  const { t } = useTranslation();
  const { cause, remedy } = useProblemText()(error);
  return (
    <Notice
      tone="warning"
      title={title ?? cause}
      {...(className && { className })}
      action={
        onRetry && (
          <Button look="warn" onClick={() => void onRetry()}>
            {t('common.tryAgain')}
          </Button>
        )
      }
    >
      {title ? `${cause} ${remedy}` : remedy}
    </Notice>
  );
}
