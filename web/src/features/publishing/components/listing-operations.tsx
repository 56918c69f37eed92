import { CircleAlert, CircleCheck, Hourglass, LoaderCircle, PenLine, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonLook } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { hasPendingOperation, type PublicationActions } from '../api/publications';
import type { ListingOperation, Part, Publication } from '../api/types';
import { Differences, hasDifferences, isExplained } from './differences/differences';

interface ListingOperationsProps {
  publication: Publication;
  /** The platform, and which of its accounts if it has several. */
  name: string;
  actions: PublicationActions;
  onUpdate: (publicationId: string, overwrite?: Part[]) => void;
  /** Why the platform supports no operation, if so. */
  note: string | null;
  /** The remedy for an operation that waits for its account. */
  fix: ReactNode;
}

/** Updates or unpublishes a live listing after a confirmation, and shows the progress. */
export function ListingOperations(props: ListingOperationsProps) {
  const { publication, name, actions, onUpdate, note, fix } = props;
  const { publication_id: id, operation } = publication;
  const busy = actions.update.isPending || actions.unpublish.isPending;
  const kinds = availableKinds(publication);
  if (kinds.length === 0 && !operation && !hasDifferences(publication)) {
    return note && <p className="text-fine text-soft">{note}</p>;
  }
  return (
    <div className="grid gap-3">
      {operation && !isExplained(publication) && <OperationStatus {...{ operation, fix }} />}
      <Differences
        {...{ publication, name, busy }}
        disabled={false}
        onOverwrite={(_, part) => onUpdate(id, [part])}
      />
      {kinds.length > 0 && (
        <div className="-mx-3 flex flex-wrap gap-x-3">
          {kinds.map((kind) => (
            <OperationButton
              key={kind}
              {...{ kind, name, busy }}
              onConfirm={() => (kind === 'update' ? onUpdate(id) : actions.unpublish.mutate(id))}
            />
          ))}
        </div>
      )}
    </div>
  );
}

type Kind = 'update' | 'unpublish';

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
  look?: ButtonLook;
  busy: boolean;
  disabled?: boolean;
  onConfirm: () => void;
}

/** Requests the operation after a confirmation. */
export function OperationButton(props: OperationButtonProps) {
  const { kind, name, look = 'plain', busy, disabled = false, onConfirm } = props;
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
          icon={<Icon aria-hidden className="size-5" />}
          {...{ look, busy, disabled }}
          aria-label={`${t(`operation.${kind}.action`)}: ${name}`}
          onClick={ask}
        >
          {t(`operation.${kind}.action`)}
        </Button>
      )}
    />
  );
}

interface OperationStatusProps {
  operation: ListingOperation;
  /** The remedy for one that waits. */
  fix?: ReactNode;
}

/** The latest operation: under way, waiting, done, or why not. */
export function OperationStatus({ operation, fix }: OperationStatusProps) {
  const { t } = useTranslation();
  const { kind, status, reason, remedy } = operation;
  const text = t(`operation.${kind}.${status}`);
  if (status === 'failed' || (remedy && status !== 'confirmed')) {
    return <Trouble {...{ operation, text, fix }} />;
  }
  const done = status === 'confirmed';
  const Icon = done ? CircleCheck : LoaderCircle;
  return (
    <div role="status">
      <p className={`flex items-center gap-1.5 font-bold ${done ? 'text-leaf' : 'text-indigo'}`}>
        <Icon aria-hidden className={done ? 'size-5' : 'size-5 animate-spin'} />
        {text}
      </p>
      {reason && <p className="text-fine text-soft">{reason}</p>}
    </div>
  );
}

const TROUBLES = {
  failed: { box: 'bg-madder-wash', tone: 'text-madder', Icon: CircleAlert },
  waiting: { box: 'bg-turmeric-wash', tone: 'text-turmeric-ink', Icon: Hourglass },
} as const;

/** An operation that failed, or that waits for something, with the reason and the remedy. */
function Trouble({ operation, text, fix }: OperationStatusProps & { text: string }) {
  const { status, reason, remedy } = operation;
  const { box, tone, Icon } = TROUBLES[status === 'failed' ? 'failed' : 'waiting'];
  return (
    <div role="status" className={`flex gap-3 rounded-stamp p-4 ${box}`}>
      <Icon aria-hidden className={`size-6 shrink-0 ${tone}`} />
      <div className="min-w-0">
        <p className={`font-bold ${tone}`}>{text}</p>
        <p>
          {reason} {remedy}
        </p>
        {status !== 'failed' && fix}
      </div>
    </div>
  );
}
