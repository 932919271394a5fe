'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { useHub } from '@/components/layout/hub-context';
import { useSiteQuery } from '@/components/query/use-site-query';
import type { MappingCounts } from '@/lib/domain/identity/schema';

const WaitingContext = createContext<number | null>(null);

/** Keeps the number of logins and people that wait for an admin, on every page of theirs. */
export function MappingCountsProvider({ initial, children }: { initial: MappingCounts | null; children: ReactNode }) {
  const { user } = useHub();
  const { data } = useSiteQuery<MappingCounts>({
    path: '/api/admin/mappings/counts',
    params: {},
    schema: () => import('@/lib/domain/identity/schema').then(({ mappingCounts }) => mappingCounts),
    initial: { params: {}, data: initial },
    everySeconds: 60,
    isEnabled: user.role === 'admin',
  });
  return <WaitingContext value={data === undefined ? null : data.logins + data.people}>{children}</WaitingContext>;
}

/** Null while it is not known, or not for this person. */
export function useWaitingMappings(): number | null {
  return useContext(WaitingContext);
}
