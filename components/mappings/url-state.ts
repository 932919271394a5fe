import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';

export const MAPPING_TABS = ['waiting', 'people', 'linked', 'ignored', 'changes'] as const;
export type MappingTab = (typeof MAPPING_TABS)[number];

/** What the page shows, as it stands in the URL. A tab and an opened entry are steps to come back from. */
export const mappingParams = {
  tab: parseAsStringLiteral(MAPPING_TABS).withDefault('waiting').withOptions({ history: 'push' }),
  q: parseAsString.withDefault(''),
  /** Id of the login or person whose details are open. */
  item: parseAsInteger.withOptions({ history: 'push' }),
};

const PAGE_ROWS = 100;

/** What the API is asked for; server and browser must ask for the same. */
export function loginParams(tab: MappingTab, q: string) {
  const view = tab === 'linked' || tab === 'ignored' ? tab : ('waiting' as const);
  const search = q.trim();
  return { view, q: search === '' ? null : search, limit: PAGE_ROWS };
}
