import { CircleAlert, CircleCheck, LoaderCircle, PenLine, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Errand, Target } from '@/api/shapes';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { isOnErrand, type PostActions } from '../api/posts';

interface TendingProps {
  target: Target;
  name: string;
  actions: PostActions;
  /** Why nothing can be done with it from here, if that is so. */
  note: string | null;
}

/** Changing or taking down what is live there; each is asked about first, and says how it goes. */
export function Tending({ target, name, actions, note }: TendingProps) {
  const kinds = kindsOf(target);
  if (kinds.length === 0 && !target.errand) {
    return note && <p className="text-fine text-soft">{note}</p>;
  }
  return (
    <div className="grid gap-3">
      {target.errand && <Standing errand={target.errand} />}
      {kinds.length > 0 && (
        <div className="-mx-3 flex flex-wrap gap-x-3">
          {kinds.map((kind) => (
            <Ask key={kind} {...{ kind, target, name, actions }} />
          ))}
        </div>
      )}
    </div>
  );
}

type Kind = Errand['kind'];

/** What may be asked for now: one thing after the other. */
function kindsOf(target: Target): Kind[] {
  const { status, can_change, can_withdraw } = target;
  if (status !== 'confirmed' || isOnErrand(target)) return [];
  return [
    ...(can_change ? ['change' as const] : []),
    ...(can_withdraw ? ['withdraw' as const] : []),
  ];
}

const SIGNS = { change: PenLine, withdraw: Trash2 } as const;

function Ask({ kind, target, name, actions }: Omit<TendingProps, 'note'> & { kind: Kind }) {
  const { t } = useTranslation();
  const Icon = SIGNS[kind];
  const going = actions.tend.isPending && actions.tend.variables?.platform === target.platform;
  return (
    <Confirm
      title={t(`tend.${kind}.title`, { platform: name })}
      body={t(`tend.${kind}.body`, { platform: name })}
      action={t(`tend.${kind}.yes`)}
      onConfirm={() => actions.tend.mutate({ platform: target.platform, kind })}
      trigger={(ask) => (
        <Button
          look="plain"
          icon={<Icon aria-hidden className="size-5" />}
          busy={going && actions.tend.variables?.kind === kind}
          aria-label={`${t(`tend.${kind}.action`)}: ${name}`}
          onClick={ask}
        >
          {t(`tend.${kind}.action`)}
        </Button>
      )}
    />
  );
}

function Standing({ errand }: { errand: Errand }) {
  const { t } = useTranslation();
  const { kind, status, reason, remedy } = errand;
  const words = t(`tend.${kind}.${status}`);
  if (status === 'failed') {
    return (
      <div role="status" className="flex gap-3 rounded-stamp bg-madder-wash p-4">
        <CircleAlert aria-hidden className="size-6 shrink-0 text-madder" />
        <div>
          <p className="font-bold text-madder">{words}</p>
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
      {words}
    </p>
  );
}
