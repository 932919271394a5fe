'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { addressOf, type LazySchema, RequestError, sendJson } from './fetch-json';

type Sent<T> = {
  /** Which control was used; told as `busy` meanwhile. */
  name: string;
  method?: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  body?: object;
  schema: LazySchema<T>;
};

/**
 * Changes something on the server and reads again what is shown below `area` (e.g. `/api/admin/users`), whatever came of
 * it. `send` answers what the server said, or undefined with the reason as `problem`.
 */
export function useSend(area: string) {
  const site = useSite();
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<RequestError | null>(null);
  const send = async <T>({ name, method = 'POST', path, body = {}, schema }: Sent<T>): Promise<T | undefined> => {
    setBusy(name);
    setProblem(null);
    try {
      return await sendJson(method, addressOf(path, { site: site.code }), body, schema);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error);
      return undefined;
    } finally {
      await client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey.some((part) => typeof part === 'string' && part.startsWith(area)),
      });
      setBusy(null);
    }
  };
  return { send, busy, problem };
}
