import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer, cachedAnswerText } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { prepareAlert, prepareAlertHistory } from './prepare';
import { getAlert } from './queries/get-alert';
import { getAlertCounts } from './queries/get-alert-counts';
import { getAlertHistory } from './queries/get-alert-history';
import { getAlerts } from './queries/get-alerts';
import { getAssignees } from './queries/get-assignees';
import { getCriticalAlerts } from './queries/get-critical-alerts';
import { UNRESOLVED } from './rules';
import type { AlertAnswer, AlertCounts, AlertList, AlertQuery, AssigneeList } from './schema';

const cursorKey = z.tuple([z.number().int(), z.number().int()]);

/**
 * A page of the alerts: those that wait by due time, settled ones with the latest first. Never from the cache and always
 * from the primary: it is short, and who settled one must see that it is. Throws VALIDATION on a bad cursor.
 */
export async function loadAlerts(site: Site, query: AlertQuery, now: EpochSeconds): Promise<AlertList> {
  const { status, severity, kind, limit, cursor } = query;
  const [dueAt, id] = cursor === undefined ? [] : decodeCursor(cursorKey, cursor);
  const db = getDatabase();
  const [rows, counts] = await Promise.all([
    getAlerts(db, {
      siteId: site.id,
      statuses: status === 'unresolved' ? UNRESOLVED : [status],
      severity,
      kind,
      order: status === 'resolved' ? 'latest' : 'due',
      after: dueAt === undefined || id === undefined ? undefined : { dueAt, id },
      limit: limit + 1,
    }),
    getAlertCounts(db, site.id, now),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    counts,
    rows: page.map((row) => prepareAlert(row, site, now)),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.dueAt, last.id]) : null,
  };
}

/** One alert with what was done about it, from the primary. Throws NOT_FOUND. */
export async function loadAlert(site: Site, alertId: number, now: EpochSeconds): Promise<AlertAnswer> {
  const db = getDatabase();
  const [row, audited] = await Promise.all([getAlert(db, site.id, alertId), getAlertHistory(db, alertId)]);
  if (row === undefined) throw new AppError('NOT_FOUND', 'There is no such alert at this site.');
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    alert: prepareAlert(row, site, now),
    history: prepareAlertHistory(row, audited),
  };
}

/** How many alerts wait and which are critical: small and cached, for every page. Two statements. */
export function loadAlertCounts(site: Site, now: EpochSeconds): Promise<AlertCounts> {
  return cachedAnswer(cachePolicies.alertCounts(site.id), () => readCounts(site, now));
}

/** {@link loadAlertCounts} as JSON text. */
export function loadAlertCountsText(site: Site, now: EpochSeconds): Promise<string> {
  return cachedAnswerText(cachePolicies.alertCounts(site.id), () => readCounts(site, now));
}

/** Who may be given an alert of the site; `askerId` is the user who asks. */
export async function loadAssignees(site: Site, askerId: string, now: EpochSeconds): Promise<AssigneeList> {
  const rows = await getAssignees(getDatabase(), site.id);
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    rows: rows.flatMap(({ role, ...row }) =>
      role === 'viewer' ? [] : [{ ...row, role, isYou: row.userId === askerId }],
    ),
  };
}

async function readCounts(site: Site, now: EpochSeconds): Promise<Omit<AlertCounts, 'asOf' | 'state'>> {
  const db = getDatabase();
  const [counts, critical] = await Promise.all([getAlertCounts(db, site.id, now), getCriticalAlerts(db, site.id)]);
  return {
    source: 'live',
    counts,
    critical: critical.map((alert) => ({ ...alert, openedAt: toIsoInstant(alert.openedAt) })),
  };
}
