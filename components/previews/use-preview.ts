'use client';

import { useState } from 'react';
import { RequestError, sendJson } from '@/components/query/fetch-json';
import type { EffectPreview } from '@/lib/domain/previews/schema';

type Preview = {
  /** Of exactly the edit that is asked about; null before it was looked at and as soon as it is another one. */
  effect: EffectPreview | null;
  isAsking: boolean;
  ask(): Promise<void>;
};

/** What an edit would do, asked for by a person; a changed edit has to be looked at again. */
export function usePreview(address: string, order: object, onProblem: (error: RequestError) => void): Preview {
  const key = JSON.stringify([address, order]);
  const [known, setKnown] = useState<{ key: string; effect: EffectPreview } | null>(null);
  const [isAsking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    try {
      const effect = await sendJson('POST', address, order, () =>
        import('@/lib/domain/previews/schema').then((schema) => schema.effect),
      );
      setKnown({ key, effect });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      onProblem(error);
    } finally {
      setAsking(false);
    }
  };
  return { effect: known?.key === key ? known.effect : null, isAsking, ask };
}
