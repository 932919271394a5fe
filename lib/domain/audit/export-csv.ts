import type { Database } from '@/lib/db/client';
import type { Site } from '@/lib/domain/sites/schema';
import { auditExport } from '@/lib/platform/audit/audit-export';
import type { Actor } from '@/lib/platform/audit/write-audit';
import { requireExportable, toCsv } from '@/lib/platform/csv/csv';
import type { CsvFile } from '@/lib/platform/http/csv-response';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { type AuditRights, eventFilter } from './loaders';
import { namesNeeded, prepareAuditEvent } from './prepare';
import { getAuditEvents } from './queries/get-audit-events';
import { getAuditNames } from './queries/get-audit-names';
import type { AuditEvent, AuditFilter } from './schema';

const COLUMNS = [
  'id',
  'at',
  'actor_type',
  'actor_id',
  'actor',
  'action',
  'entity',
  'entity_id',
  'entity_name',
  'before',
  'after',
];

/** The audit events of a filter as CSV. Audited. Throws UNPROCESSABLE when they are too many for a file. */
export async function exportAudit(
  db: Database,
  site: Site,
  query: AuditFilter,
  rights: AuditRights,
  actor: Actor,
  now: EpochSeconds,
): Promise<CsvFile> {
  const filter = eventFilter(site, query, rights);
  const rows = await requireExportable((limit) => getAuditEvents(db, { ...filter, limit }));
  const names = await getAuditNames(db, site.id, namesNeeded(rows));
  const events = rows.map((row) => prepareAuditEvent(row, names, rights.seesPay));
  const text = toCsv(
    COLUMNS,
    events.map((event) => [
      event.id,
      event.at,
      event.actor.type,
      event.actor.id,
      event.actor.name,
      event.action,
      event.entity,
      event.entityId,
      event.entityName,
      stateText(event, 'before'),
      stateText(event, 'after'),
    ]),
  );
  await auditExport(db, {
    siteId: site.id,
    at: now,
    actor,
    action: 'audit.export',
    entity: 'audit',
    entityId: site.code,
    after: { ...query, rows: rows.length },
  });
  const days = [query.from, query.to].filter((day) => day !== undefined).join('-to-');
  return { name: `audit-${site.code}${days === '' ? '' : `-${days}`}.csv`, text };
}

function stateText({ changes }: AuditEvent, side: 'before' | 'after'): string | null {
  const fields = changes.flatMap((change) => {
    if (change.isHidden) return [[change.field, 'hidden (pay)']];
    return change[side] === undefined ? [] : [[change.field, change[side]]];
  });
  return fields.length === 0 ? null : JSON.stringify(Object.fromEntries(fields));
}
