'use client';

import { useState } from 'react';
import { useSite } from '@/components/layout/hub-context';
import { useNow } from '@/components/live/live-provider';
import { useSend } from '@/components/query/use-send';
import { type Initial, useSiteQuery } from '@/components/query/use-site-query';
import { DataPart } from '@/components/state/data-part';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { SessionList as Sessions } from '@/lib/platform/auth/user-schema';
import { formatAge, formatMoment } from '@/lib/platform/time/format';
import { fromIsoInstant } from '@/lib/platform/time/instant';

type SessionListProps = {
  /** Below it are the list and what ends sessions, e.g. `/api/account/sessions`. */
  path: string;
  initial?: Initial<Sessions>;
  /** On the button that ends them all, of the own ones all but this. */
  allLabel: string;
  emptyText: string;
};

const FEW = 6;

/** Where somebody is signed in, each to be ended, or all. */
export function SessionList({ path, initial, allLabel, emptyText }: SessionListProps) {
  const { timeZone } = useSite();
  const now = useNow();
  const [isWhole, setWhole] = useState(false);
  const { send, busy, problem } = useSend(path);
  const sessions = useSiteQuery<Sessions>({
    path,
    params: {},
    schema: () => import('@/lib/platform/auth/user-schema').then(({ sessionList }) => sessionList),
    initial,
  });
  const end = (sessionId?: string) =>
    send({
      name: sessionId ?? 'all',
      path: `${path}/revoke`,
      body: sessionId === undefined ? {} : { sessionId },
      schema: () => import('@/lib/platform/auth/user-schema').then(({ revokedSessions }) => revokedSessions),
    });
  return (
    <DataPart
      query={sessions}
      errorTitle="The sessions could not be loaded"
      skeleton={<Skeleton className="h-24 rounded-lg" />}
      isEmpty={({ rows }) => rows.length === 0}
      empty={<p className="text-sm text-ink-muted">{emptyText}</p>}
    >
      {({ rows }) => (
        <div className="grid gap-3">
          <ul className="grid divide-y rounded-lg border">
            {(isWhole ? rows : rows.slice(0, FEW)).map((row) => (
              <li key={row.id} className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
                <div className="min-w-0">
                  <p className="font-medium">{row.device}</p>
                  <p className="break-words text-ink-muted">
                    {row.ip ?? 'unknown address'}, since {formatMoment(fromIsoInstant(row.createdAt), timeZone)}
                  </p>
                </div>
                {row.isCurrent ? (
                  <span className="shrink-0 rounded-full bg-good-soft px-2.5 py-0.5 text-xs text-good">This one</span>
                ) : (
                  <Button
                    disabled={busy !== null}
                    onClick={() => void end(row.id)}
                    aria-label={`End the session: ${row.device}, ${formatAge(now - fromIsoInstant(row.createdAt))} old`}
                  >
                    {busy === row.id ? 'Ending' : 'End'}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {!isWhole && rows.length > FEW && (
            <Button variant="ghost" className="justify-self-start" onClick={() => setWhole(true)}>
              Show all {rows.length}
            </Button>
          )}
          {problem !== null && (
            <p role="alert" className="text-sm text-bad">
              {problem.message}
            </p>
          )}
          {rows.some(({ isCurrent }) => !isCurrent) && (
            <Button className="justify-self-start" disabled={busy !== null} onClick={() => void end()}>
              {busy === 'all' ? 'Ending' : allLabel}
            </Button>
          )}
        </div>
      )}
    </DataPart>
  );
}
