import type { RecentChange } from './schema';

const SOURCE_LABELS: Record<string, string> = {
  connecteam: 'Connecteam (time clock)',
  podfactory: 'PodFactory (scans)',
  csv: 'CSV import (scans)',
  api: 'API (scans)',
};

/** What a source of logins is called. */
export function sourceLabel(source: string): string {
  return SOURCE_LABELS[source] ?? source;
}

/** A change as a sentence without its author: `linked “scans-a” to Mara Linden`. */
export function changeText({ action, subject, fromName, toName }: RecentChange): string {
  const login = `“${subject}”`;
  const from = fromName === null ? '' : ` from ${fromName}`;
  switch (action) {
    case 'identity.link':
      return fromName === null
        ? `linked ${login} to ${toName ?? 'a person'}`
        : `moved ${login}${from} to ${toName ?? 'a person'}`;
    case 'identity.unlink':
      return fromName === null ? `counted ${login} again` : `took ${login} off ${fromName}`;
    case 'identity.ignore':
      return `ignored ${login}`;
    case 'identity.reject':
      return `rejected ${toName ?? 'a person'} for ${login}`;
    case 'identity.unreject':
      return `took back that ${toName ?? 'a person'} was rejected for ${login}`;
    case 'identity.undo':
      return `took a decision about ${login} back${toName === null ? '' : `: it is ${toName}’s again`}`;
    case 'employee.create':
      return `added ${subject}`;
    case 'employee.update':
      return `changed ${subject}`;
    case 'employee.archive':
      return `archived ${subject}`;
    case 'employee.unarchive':
      return `brought ${subject} back`;
    case 'employee.merge':
      return `merged ${subject} into ${toName ?? 'another person'}`;
    case 'employee.unmerge':
      return `took back that ${subject} was merged into ${fromName ?? 'another person'}`;
    case 'payrate.set':
      return `set a pay rate of ${subject}`;
    case 'payrate.remove':
      return `removed a pay rate of ${subject}`;
    default:
      return `${action} of ${subject}`;
  }
}
