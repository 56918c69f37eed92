import { CircleAlert, CircleCheck, LoaderCircle, PenLine, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { hasPendingOperation, type PublicationActions } from '../api/publications';
import type { ListingOperation, Publication } from '../api/types';

interface ListingOperationsProps {
  publication: Publication;
  /** The platform, and which of its accounts if it has several. */
  name: string;
  actions: PublicationActions;
  /** Why the platform supports no operation, if so. */
  note: string | null;
}

/** Updates or unpublishes a live listing after a confirmation, and shows the progress. */
export function ListingOperations(props: ListingOperationsProps) {
  const { publication, name, actions, note } = props;
  const { publication_id: id } = publication;
  const { isPending, mutate } = actions.operate;
  const kinds = availableKinds(publication);
  if (kinds.length === 0 && !publication.operation) {
    return note && <p className="text-fine text-soft">{note}</p>;
  }
  return (
    <div className="grid gap-3">
      {publication.operation && <OperationStatus operation={publication.operation} />}
      {kinds.length > 0 && (
        <div className="-mx-3 flex flex-wrap gap-x-3">
          {kinds.map((kind) => (
            <OperationButton
              key={kind}
              {...{ kind, name }}
              busy={isPending}
              onConfirm={() => mutate({ id, kind })}
            />
          ))}
        </div>
      )}
    </div>
  );
}

type Kind = ListingOperation['kind'];

/** The operations that can start now; only one runs at a time. */
function availableKinds(publication: Publication): Kind[] {
  const { status, can_update, can_unpublish } = publication;
  if (status !== 'confirmed' || hasPendingOperation(publication)) return [];
  return [
    ...(can_update ? ['update' as const] : []),
    ...(can_unpublish ? ['unpublish' as const] : []),
  ];
}

const ICONS = { update: PenLine, unpublish: Trash2 } as const;

interface OperationButtonProps {
  kind: Kind;
  name: string;
  busy: boolean;
  disabled?: boolean;
  onConfirm: () => void;
}

/** Requests the operation after a confirmation. */
export function OperationButton(props: OperationButtonProps) {
  const { kind, name, busy, disabled = false, onConfirm } = props;
  const { t } = useTranslation();
  const Icon = ICONS[kind];
  return (
    <Confirm
      title={t(`operation.${kind}.title`, { platform: name })}
      body={t(`operation.${kind}.body`, { platform: name })}
      action={t(`operation.${kind}.confirm`)}
      onConfirm={onConfirm}
      trigger={(ask) => (
        <Button
          look="plain"
          icon={<Icon aria-hidden className="size-5" />}
          {...{ busy, disabled }}
          aria-label={`${t(`operation.${kind}.action`)}: ${name}`}
          onClick={ask}
        >
          {t(`operation.${kind}.action`)}
        </Button>
      )}
    />
  );
}

/** The latest operation: under way, done, or why not. */
export function OperationStatus({ operation }: { operation: ListingOperation }) {
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
