import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { ALERT_SEVERITIES } from '@/lib/domain/alerts/rules';

export const ALERT_TABS = ['inbox', 'history', 'issues', 'flags'] as const;
export type AlertTab = (typeof ALERT_TABS)[number];

/** Of alerts that wait; the settled ones are a tab of their own. */
export const INBOX_STATUSES = ['unresolved', 'open', 'acknowledged', 'assigned'] as const;
export const SHOWN = ['waiting', 'settled'] as const;

/** What the page shows, as it stands in the URL. A tab and an opened entry are steps to come back from. */
export const alertParams = {
  tab: parseAsStringLiteral(ALERT_TABS).withDefault('inbox').withOptions({ history: 'push' }),
  status: parseAsStringLiteral(INBOX_STATUSES).withDefault('unresolved'),
  severity: parseAsStringLiteral(ALERT_SEVERITIES),
  kind: parseAsString,
  /** Of data issues and flags. */
  show: parseAsStringLiteral(SHOWN).withDefault('waiting'),
  /** Id of the alert, issue or flag whose details are open. */
  item: parseAsInteger.withOptions({ history: 'push' }),
};

const PAGE_ROWS = 50;

type Asked = {
  status: (typeof INBOX_STATUSES)[number];
  severity: (typeof ALERT_SEVERITIES)[number] | null;
  kind: string | null;
  show: (typeof SHOWN)[number];
};

/** What the API is asked for; server and browser must ask for the same. */
export function listParams(tab: AlertTab, { status, severity, kind, show }: Asked) {
  const limit = PAGE_ROWS;
  switch (tab) {
    case 'inbox':
      return { status, severity, kind, limit };
    case 'history':
      return { status: 'resolved' as const, severity, kind, limit };
    case 'issues':
      return { status: show === 'waiting' ? ('open' as const) : ('resolved' as const), kind, limit };
    case 'flags':
      return { status: show === 'waiting' ? ('waiting' as const) : ('reviewed' as const), kind, limit };
  }
}
