'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { toast } from '@/components/layout/toast';
import { addressOf, RequestError, sendJson } from './fetch-json';

type Act = {
  /** Which button was pressed. */
  name: string;
  path: string;
  body?: object;
  /** Said when the server has done it. */
  done: string;
};

/**
 * Changes something on the server and reads again what is shown below `area` (e.g. `/api/dashboard/alerts`), whatever came
 * of it: nothing is shown as done before the server says so.
 */
export function useAct(area: string) {
  const site = useSite();
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<RequestError | null>(null);
  const act = async ({ name, path, body = {}, done }: Act): Promise<boolean> => {
    setBusy(name);
    setProblem(null);
    try {
      await sendJson('POST', addressOf(path, { site: site.code }), body, () =>
        import('./act-answer').then(({ actAnswer }) => actAnswer),
      );
      toast.success(done);
      return true;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error);
      return false;
    } finally {
      await client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey.some((part) => typeof part === 'string' && part.startsWith(area)),
      });
      setBusy(null);
    }
  };
  return { act, busy, problem };
}
