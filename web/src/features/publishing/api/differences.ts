/** How a place differs from what Haat sent there, and what a person decides about it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api';
import { usePress } from '@/lib/press';
import type { Part, Publication } from './types';

/** A decision: keep what is there, take it for this piece, or who sets the numbers there. */
export type Decision =
  | { does: 'keep'; id: string; part: Part }
  | { does: 'adopt'; id: string }
  | { does: 'stock'; id: string; setBy: 'haat' | 'person' };

type KeyHeader = Record<'Idempotency-Key', string>;

function send(decision: Decision, headers: KeyHeader): Promise<Publication> {
  const call = { params: { path: { publication_id: decision.id } }, headers };
  switch (decision.does) {
    case 'keep': {
      const body = { keep: [decision.part] };
      return unwrap(api.POST('/api/v1/publications/{publication_id}/drift', { ...call, body }));
    }
    case 'adopt':
      return unwrap(api.POST('/api/v1/publications/{publication_id}/adopt', call));
    case 'stock': {
      const body = { set_by: decision.setBy };
      return unwrap(api.POST('/api/v1/publications/{publication_id}/stock', { ...call, body }));
    }
  }
}

/** Decides how a difference is settled; what is shown is read anew after it. */
export function useDecision() {
  const client = useQueryClient();
  const press = usePress();
  return useMutation({
    mutationFn: (decision: Decision) => press.send(decision, (headers) => send(decision, headers)),
    onSettled: () => client.invalidateQueries({ queryKey: ['publishing'] }),
  });
}
