import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db, Transaction } from '../../db/client';
import { column, selectRows } from '../../db/rows';

const lockedRole = z.object({ id: column.integer });

// A name is read so that the rows are locked and not the index alone; the index is named so that a small table is not
// walked through, and waited for, whole. LOCK IN SHARE MODE is the one spelling that both servers know.
const rolesOf = (siteId: number) =>
  sql`SELECT id, role_name FROM role_configs FORCE INDEX (uq_role_configs_site_id) WHERE site_id = ${siteId}`;

/**
 * For whoever edits what scores depend on besides facts: roles, pay rates, site settings. First thing in the transaction.
 * Until it ends no batch of scores begins (see {@link awaitRuleEdits}), no activity type finds its role, and no other
 * edit goes on. What is read or asked for afterwards is complete: scores under way have their requests still.
 */
export async function lockScoringRules(tx: Transaction, siteId: number): Promise<void> {
  await selectRows(tx, sql`${rolesOf(siteId)} FOR UPDATE`, lockedRole);
}

/** Returns when no edit that holds {@link lockScoringRules} is in the middle; in a transaction none begins until its end. */
export async function awaitRuleEdits(db: Db, siteId: number): Promise<void> {
  await selectRows(db, sql`${rolesOf(siteId)} LOCK IN SHARE MODE`, lockedRole);
}
