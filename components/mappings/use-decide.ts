'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { addressOf, RequestError, sendJson } from '@/components/query/fetch-json';
import type { ChangeAnswer } from '@/lib/domain/identity/schema';

/** A change that was just made: what was done, what takes it back, and how much of it is still to be scored. */
export type DoneChange = ChangeAnswer & { text: string; isUndo: boolean };

type Order = {
  /** Which button was pressed. */
  name: string;
  path: string;
  method?: 'POST' | 'PATCH';
  body: object;
  /** Said when the server has done it. */
  done: string;
  isUndo?: boolean;
};

/** What takes a change back; of an undo, what does it again. */
export function undoOf({ changeIds, isUndo, text }: DoneChange): Order {
  return {
    name: 'undo',
    path: '/api/admin/mappings/undo',
    body: { changeIds },
    done: isUndo ? 'Done again' : `Taken back: ${text}`,
    isUndo: !isUndo,
  };
}

const AREAS = ['/api/admin/mappings', '/api/admin/employees'];

/**
 * Sends changes of logins and people and reads again what is shown of them, whatever came of it: nothing is shown as done
 * before the server says so, and after a refusal what is shown is what is true.
 */
export function useDecide(onDone: (change: DoneChange) => void) {
  const site = useSite();
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<RequestError | null>(null);
  const send = useCallback(
    async ({ name, path, method = 'POST', body, done, isUndo = false }: Order): Promise<boolean> => {
      setBusy(name);
      setProblem(null);
      try {
        const answer = await sendJson(method, addressOf(path, { site: site.code }), body, () =>
          import('@/lib/domain/identity/schema').then(({ changeAnswer }) => changeAnswer),
        );
        onDone({ ...answer, text: done, isUndo });
        return true;
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        setProblem(error);
        return false;
      } finally {
        await client.invalidateQueries({
          predicate: ({ queryKey }) =>
            queryKey.some((part) => typeof part === 'string' && AREAS.some((area) => part.startsWith(area))),
        });
        setBusy(null);
      }
    },
    [site.code, client, onDone],
  );
  return { send, busy, problem, clearProblem: useCallback(() => setProblem(null), []) };
}
