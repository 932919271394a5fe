import { revisionOf } from '@/lib/platform/revision/revision';
import type { EpochSeconds } from '@/lib/platform/time/instant';

type Decided = {
  id: number;
  status: string;
  employeeId: number | null;
  verifiedAt: EpochSeconds | null;
  touchedAt: EpochSeconds | null;
};

/** Stands for what was decided about an identity, not for what its source says of it. */
export function identityRevision({ id, status, employeeId, verifiedAt, touchedAt }: Decided): string {
  return revisionOf({ id, status, employeeId, verifiedAt, touchedAt });
}
