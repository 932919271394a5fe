import { parseAsInteger, parseAsString } from 'nuqs/server';

/** What the page shows, as it stands in the URL. */
export const auditParams = {
  actor: parseAsString,
  entity: parseAsString,
  entityId: parseAsString,
  from: parseAsString,
  to: parseAsString,
  /** Id of the event whose details are open. */
  item: parseAsInteger.withOptions({ history: 'push' }),
};

const PAGE_ROWS = 100;

type Asked = Record<'actor' | 'entity' | 'entityId' | 'from' | 'to', string | null>;

/** What the API is asked for; server and browser must ask for the same. */
export function listParams({ actor, entity, entityId, from, to }: Asked) {
  return { actor, entity, entityId, from, to, limit: PAGE_ROWS };
}
