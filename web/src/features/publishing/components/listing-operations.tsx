import { CircleAlert, CircleCheck, LoaderCircle, PenLine, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { hasPendingOperation, type PostActions } from '../api/posts';
import type { ListingOperation, Target } from '../api/types';

interface ListingOperationsProps {
  target: Target;
  name: string;
  actions: PostActions;
  /** Why the platform supports no operation, if so. */
  note: string | null;
}

/** Updates or unpublishes a live listing after a confirmation, and shows the progress. */
export function ListingOperations({ target, name, actions, note }: ListingOperationsProps) {
  const kinds = availableKinds(target);
  if (kinds.length === 0 && !target.operation) {
    return note && <p className="text-fine text-soft">{note}</p>;
  }
  return (
    <div className="grid gap-3">
      {target.operation && <OperationStatus operation={target.operation} />}
      {kinds.length > 0 && (
        <div className="-mx-3 flex flex-wrap gap-x-3">
          {kinds.map((kind) => (
            <OperationButton key={kind} {...{ kind, target, name, actions }} />
          ))}
        </div>
      )}
    </div>
  );
}

type Kind = ListingOperation['kind'];

/** The operations that can start now; only one runs at a time. */
function availableKinds(target: Target): Kind[] {
  const { status, can_update, can_unpublish } = target;
  if (status !== 'confirmed' || hasPendingOperation(target)) return [];
  return [
    ...(can_update ? ['update' as const] : []),
    ...(can_unpublish ? ['unpublish' as const] : []),
  ];
}

const ICONS = { update: PenLine, unpublish: Trash2 } as const;

function OperationButton({
  kind,
  target,
  name,
  actions,
}: Omit<ListingOperationsProps, 'note'> & { kind: Kind }) {
  const { t } = useTranslation();
  const Icon = ICONS[kind];
  const isRunning =
    actions.operate.isPending && actions.operate.variables?.platform === target.platform;
  return (
    <Confirm
      title={t(`operation.${kind}.title`, { platform: name })}
      body={t(`operation.${kind}.body`, { platform: name })}
      action={t(`operation.${kind}.confirm`)}
      onConfirm={() => actions.operate.mutate({ platform: target.platform, kind })}
      trigger={(ask) => (
        <Button
          look="plain"
          icon={<Icon aria-hidden className="size-5" />}
          busy={isRunning && actions.operate.variables?.kind === kind}
          aria-label={`${t(`operation.${kind}.action`)}: ${name}`}
          onClick={ask}
        >
          {t(`operation.${kind}.action`)}
        </Button>
      )}
    />
  );
}

function OperationStatus({ operation }: { operation: ListingOperation }) {
  const { t } = useTranslation();
  const { kind, status, reason, remedy } = operation;
  const text = t(`operation.${kind}.${status}`);
  if (status === 'failed') {
    return (
      <div role="status" className="flex gap-3 rounded-stamp bg-madder-wash p-4">
        <CircleAlert aria-hidden className="size-6 shrink-0 text-madder" />
        <div>
          <p className="font-bold text-madder">{text}</p>
          <p>
            {reason} {remedy}
          </p>
        </div>
      </div>
    );
  }
  const done = status === 'confirmed';
  const Icon = done ? CircleCheck : LoaderCircle;
  return (
    <p
      role="status"
      className={`flex items-center gap-1.5 font-bold ${done ? 'text-leaf' : 'text-indigo'}`}
    >
      <Icon aria-hidden className={done ? 'size-5' : 'size-5 animate-spin'} />
      {text}
    </p>
  );
}
