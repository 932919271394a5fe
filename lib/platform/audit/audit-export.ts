import { type Database, inTransaction } from '../../db/client';
import { type AuditEntry, writeAudit } from './write-audit';

/** Says who took which rows out of the hub. */
export async function auditExport(db: Database, entry: AuditEntry): Promise<void> {
  await inTransaction(db, (tx) => writeAudit(tx, [entry]));
}
