import { lazy, type ReactNode, Suspense, useState } from 'react';
import { lossesOf, type PlaceLosses } from '../../api/losses';
import type { LossPart } from '../../api/types';
import type { LossesDialogProps } from './losses-dialog';

const LossesDialog = lazy(async () => ({
  default: (await import('./losses-dialog')).LossesDialog,
}));

type Question = Pick<LossesDialogProps, 'doing' | 'places'> & { onAccept: () => void };

/** Sends a wish with what she accepts, and tells of an error. */
type Send = (accepts: { accepts?: LossPart[] }, onError: (error: unknown) => void) => void;

interface LossesQuestion {
  /** Ask whether to send it although this is not shown. */
  ask: (question: Question) => void;
  /** Send it; if it is refused for what is not shown there, ask, and send it all the same. */
  attempt: (doing: Question['doing'], send: Send) => void;
  dialog: ReactNode;
}

/** Asks about what is not shown; the dialog loads with the first question. */
export function useLossesQuestion(labelOf: (there: PlaceLosses) => string): LossesQuestion {
  const [question, setQuestion] = useState<Question | null>(null);
  const [open, setOpen] = useState(false);
  const ask: LossesQuestion['ask'] = (next) => {
    setQuestion(next);
    setOpen(true);
  };
  const attempt: LossesQuestion['attempt'] = (doing, send) => {
    const sendAccepting = (accepts: LossPart[]) =>
      send(accepts.length > 0 ? { accepts } : {}, (error) => {
        const places = lossesOf(error);
        if (places.length === 0) return;
        const lost = places.flatMap(({ losses }) => losses.map(({ part }) => part));
        const onAccept = () => sendAccepting([...new Set([...accepts, ...lost])]);
        ask({ doing, places, onAccept });
      });
    sendAccepting([]);
  };
  return {
    ask,
    attempt,
    dialog: question && (
      <Suspense>
        <LossesDialog {...question} {...{ open, labelOf }} onOpenChange={setOpen} />
      </Suspense>
    ),
  };
}
