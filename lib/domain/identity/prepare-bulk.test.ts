import { describe, expect, it } from 'vitest';
import { sameMatches, unmatchedUsers } from './prepare-bulk';
import type { MappedIdentity, Suggestion } from './schema';

let serial = 0;
function login(values: Partial<MappedIdentity>, best?: Pick<Suggestion, 'employeeId' | 'level'>): MappedIdentity {
  serial += 1;
  const none = { count: 0, first: null, last: null };
  return {
    id: serial,
    source: 'api',
    externalId: `login-${serial}`,
    externalName: null,
    externalEmail: null,
    status: 'unmapped',
    employee: null,
    revision: 'r',
    firstSeenAt: '2026-03-01T00:00:00Z',
    lastSeenAt: '2026-03-01T00:00:00Z',
    linkedAt: null,
    linkedBy: null,
    items: 0,
    scans: none,
    punches: none,
    connecteam: null,
    suggestions: best === undefined ? [] : [{ ...best, name: 'x', email: null, similarity: 0.9, reason: 'x' }],
    ...values,
  };
}
const user = { name: 'Nele Park', email: null, title: null, isArchived: false, isGone: false };

describe('what can be settled at once', () => {
  it('are high matches, without two clock logins of one person', () => {
    const scan = login({}, { employeeId: 1, level: 'HIGH' });
    const clock = login({ source: 'connecteam' }, { employeeId: 1, level: 'HIGH' });
    const twins = [1, 2].map(() => login({ source: 'connecteam' }, { employeeId: 2, level: 'HIGH' }));
    const possible = login({}, { employeeId: 3, level: 'POSSIBLE' });
    expect(sameMatches([scan, clock, ...twins, possible, login({})])).toEqual([scan, clock]);
  });

  it('are users of the time clock who work there and are like nobody', () => {
    const nobody = login({ connecteam: user });
    const alike = login({ connecteam: user }, { employeeId: 1, level: 'POSSIBLE' });
    const barely = login({ connecteam: user }, { employeeId: 1, level: 'BEST AVAILABLE' });
    const others = [
      login({ connecteam: { ...user, isArchived: true } }),
      login({ connecteam: { ...user, isGone: true } }),
      login({ connecteam: { ...user, name: '' } }),
      login({}),
    ];
    expect(unmatchedUsers([nobody, alike, barely, ...others])).toEqual([nobody, barely]);
  });
});
