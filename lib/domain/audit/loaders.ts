import * as z from 'zod';
import { getDatabase } from '@/lib/db/handles';
import type { Site } from '@/lib/domain/sites/schema';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { businessDayInterval } from '@/lib/platform/time/business-day';
import { type EpochSeconds, toIsoInstant } from '@/lib/platform/time/instant';
import { namesNeeded, prepareAuditEvent } from './prepare';
import { getAuditActors } from './queries/get-audit-actors';
import { type AuditEventFilter, getAuditEvents } from './queries/get-audit-events';
import { getAuditNames } from './queries/get-audit-names';
import { ACTOR_TYPES, type AuditFilter, type AuditList, type AuditQuery } from './schema';

const cursorKey = z.tuple([z.number().int(), z.number().int()]);

/** What of the audit the asker may see: `seesHub` also what is of no site (users), `seesPay` also what people are paid. */
export type AuditRights = { seesHub: boolean; seesPay: boolean };

/** A page of who changed what, the latest first. From the primary and never cached. Throws VALIDATION on a bad cursor. */
export async function loadAudit(
  site: Site,
  query: AuditQuery,
  rights: AuditRights,
  now: EpochSeconds,
): Promise<AuditList> {
  const { limit, cursor, ...filter } = query;
  const [at, id] = cursor === undefined ? [] : decodeCursor(cursorKey, cursor);
  const after = at === undefined || id === undefined ? undefined : { at, id };
  const db = getDatabase();
  const [rows, actors] = await Promise.all([
    getAuditEvents(db, { ...eventFilter(site, filter, rights), after, limit: limit + 1 }),
    getAuditActors(db, site.id),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const names = await getAuditNames(db, site.id, namesNeeded(page));
  return {
    asOf: toIsoInstant(now),
    source: 'live',
    rows: page.map((row) => prepareAuditEvent(row, names, rights.seesPay)),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.occurredAt, last.id]) : null,
    actors: [
      ...actors.people.map((one) => ({ value: `user:${one.id}`, label: one.name })),
      ...actors.keys.map((one) => ({ value: `api_key:${one.id}`, label: `API key ${one.name}` })),
      ...actors.screens.map((one) => ({ value: `screen:${one.id}`, label: `Screen ${one.name}` })),
      { value: 'system', label: 'The hub itself' },
      { value: 'shell', label: 'The shell' },
    ],
  };
}

/** Days of the site become instants, `user:ID` a kind and an id. */
export function eventFilter(site: Site, filter: AuditFilter, rights: AuditRights): Omit<AuditEventFilter, 'limit'> {
  const { actor, entity, entityId, from, to } = filter;
  const [kind, ...id] = actor?.split(':') ?? [];
  return {
    siteId: site.id,
    withHub: rights.seesHub,
    actorType: ACTOR_TYPES.find((type) => type === kind),
    actorId: id.length === 0 ? undefined : id.join(':'),
    entity,
    entityId,
    start: from === undefined ? undefined : businessDayInterval(site, from).start,
    end: to === undefined ? undefined : businessDayInterval(site, to).end,
  };
}
