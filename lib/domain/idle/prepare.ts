import { toIsoInstant } from '@/lib/platform/time/instant';
import { type IdlePerson, idlePhrase } from './rules';
import type { IdleRow } from './schema';

export function prepareIdle(person: IdlePerson): IdleRow {
  const { employeeId, name, department, severity, since, idleSeconds, quietSeconds } = person;
  return {
    employeeId,
    name,
    department,
    severity,
    phrase: idlePhrase(person),
    since: toIsoInstant(since),
    idleSeconds,
    quietSeconds,
  };
}
