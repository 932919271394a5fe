'use client';

import { useEffect, useState } from 'react';
import { BrandMark } from '@/components/layout/brand';
import { qrPath } from '@/components/qr/qr-path';
import { ask as askServer, lazyPart } from './reload';
import { useHasBegun } from './use-has-begun';

type Shown = { code: string; approveUrl: string; qr: string };

const ASK_MILLIS = 2_500;
const RETRY_MILLIS = 4_000;

/** What a new screen shows: a code that an admin types, and the same as a picture for a phone. It needs no hands. */
export function PairingScreen() {
  const [shown, setShown] = useState<Shown | null>(null);
  const [isAway, setAway] = useState(false);
  useHasBegun();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isEnded = false;
    const later = (work: () => Promise<void>, millis: number) => {
      if (!isEnded) timer = setTimeout(() => void work(), millis);
    };
    const getCode = async () => {
      try {
        const { startedPairing } = await lazyPart(() => import('@/lib/domain/screens/schema'));
        const { encode } = await lazyPart(() => import('uqr'));
        const response = await askServer('/api/tv/pairings', { method: 'POST' });
        if (!response.ok) throw new Error(`The server answered ${response.status}.`);
        const { code, approveUrl } = startedPairing.parse(await response.json());
        setShown({ code, approveUrl, qr: qrPath(encode(approveUrl).data) });
        setAway(false);
        later(ask, ASK_MILLIS);
      } catch {
        setAway(true);
        later(getCode, RETRY_MILLIS);
      }
    };
    const ask = async () => {
      try {
        const { pairingState } = await lazyPart(() => import('@/lib/domain/screens/schema'));
        const response = await askServer('/api/tv/pairings/current');
        if (!response.ok) throw new Error(`The server answered ${response.status}.`);
        const { status } = pairingState.parse(await response.json());
        setAway(false);
        if (status === 'paired') window.location.reload();
        else if (status === 'none') await getCode();
        else later(ask, ASK_MILLIS);
      } catch {
        setAway(true);
        later(ask, RETRY_MILLIS);
      }
    };
    void getCode();
    return () => {
      isEnded = true;
      clearTimeout(timer);
    };
  }, []);

  return (
    <main className="grid h-dvh place-items-center bg-tv-backdrop p-[4vmin] text-tv-ink">
      <div className="flex items-center gap-[6vmin] portrait:flex-col">
        <div className="grid justify-items-center gap-[3vmin] text-center">
          <BrandMark className="size-[9vmin]" />
          <h1 className="text-tv-xl font-semibold">Pair this screen</h1>
          <p className="max-w-[30ch] text-tv-m text-tv-muted">
            An admin opens <b className="text-tv-ink">Admin, Screens</b> in the hub and types this code:
          </p>
          <p
            data-testid="pairing-code"
            aria-live="polite"
            className="min-h-[1.2em] min-w-[7.2em] rounded-[2vmin] bg-tv-surface px-[4vmin] py-[2vmin] text-tv-huge font-bold tracking-[0.14em] tabular-nums"
          >
            {shown === null ? '······' : `${shown.code.slice(0, 3)} ${shown.code.slice(3)}`}
          </p>
          <p className="min-h-[1.4em] text-tv-s text-tv-muted">
            {isAway ? 'The server does not answer. Trying again.' : 'The code changes every ten minutes.'}
          </p>
        </div>
        {shown === null ? (
          // Its place is kept, so that nothing moves when the code comes.
          <span className="size-[42vmin] rounded-[2vmin] bg-tv-surface" />
        ) : (
          <svg
            viewBox="0 0 100 100"
            role="img"
            aria-label={`QR code: ${shown.approveUrl}`}
            className="size-[42vmin] rounded-[2vmin] bg-white"
          >
            <path d={shown.qr} className="fill-black" />
          </svg>
        )}
      </div>
    </main>
  );
}
