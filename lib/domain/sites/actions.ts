import { inTransaction } from '@/lib/db/client';
import { getDatabase } from '@/lib/db/handles';
import { announceEdit } from '@/lib/domain/scoring/announce-edit';
import type { Actor } from '@/lib/platform/audit/write-audit';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { requirePayFor } from './access';
import { updateSite } from './mutations';
import type { Site, SiteEdit } from './schema';

/** {@link updateSite} in a transaction of its own; afterwards the worker scores what it asked for. Throws FORBIDDEN. */
export async function changeSite(
  site: Site,
  { edit, isWithPay, actor, now }: { edit: SiteEdit; isWithPay: boolean; actor: Actor; now: EpochSeconds },
): Promise<{ recalculationId: number | null }> {
  requirePayFor(edit, isWithPay);
  const answer = await inTransaction(getDatabase(), (tx) => updateSite(tx, { site, ...edit, actor, now }));
  await announceEdit(site, now);
  return answer;
}
