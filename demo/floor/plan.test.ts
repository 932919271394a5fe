import { describe, expect, it } from 'vitest';
import { defaultModes } from '@/demo/connecteam/modes';
import { ConnecteamWorld } from '@/demo/connecteam/world';
import { addDays, daysFromTo } from '@/lib/platform/time/business-day';
import { unionOf } from '@/lib/platform/time/intervals';
import { instantOfLocal } from '@/lib/platform/time/zone';
import { foundCompany, punch } from './company';
import { DEMO_PEOPLE, fullNameOf, hasClock } from './people';
import { byTimeThenPerson, floorSettings, planPunches, planScans } from './plan';

const CHICAGO = floorSettings('America/Chicago');

function daysOf(from: string, count: number): string[] {
  return daysFromTo(from, addDays(from, count - 1));
}

describe('the people of the demo floor', () => {
  it('are about forty, with distinct keys, names, addresses and logins', () => {
    const people = DEMO_PEOPLE.filter((person) => person.kind !== 'shared_login');
    expect(people.length).toBeGreaterThanOrEqual(38);
    expect(people.length).toBeLessThanOrEqual(45);
    for (const values of [
      DEMO_PEOPLE.map((person) => person.key),
      DEMO_PEOPLE.map(fullNameOf),
      DEMO_PEOPLE.map((person) => person.email),
      DEMO_PEOPLE.flatMap((person) => person.logins.map((login) => login.email)),
    ]) {
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it('have plain lower-case addresses whatever the name', () => {
    for (const { email } of DEMO_PEOPLE) expect(email).toMatch(/^[a-z0-9]+(\.[a-z0-9]+)*@cedarlane\.example$/);
  });

  it('include one double login, two logins that wait for a link, contractors and supervisors', () => {
    expect(DEMO_PEOPLE.filter((person) => person.logins.length === 2)).toHaveLength(1);
    const waiting = DEMO_PEOPLE.flatMap((person) => person.logins.filter((login) => !login.isKnown));
    expect(waiting).toHaveLength(2);
    const emails = new Set(DEMO_PEOPLE.map((person) => person.email));
    expect(waiting.filter((login) => emails.has(login.email))).toEqual([]);
    expect(DEMO_PEOPLE.filter((person) => person.kind === 'contractor')).toHaveLength(2);
    expect(DEMO_PEOPLE.filter((person) => person.kind === 'supervisor')).toHaveLength(2);
  });
});

describe('the plan of a day', () => {
  it('is the same for the same seed and date and another one for another seed', () => {
    const other = floorSettings('America/Chicago', 'another');
    expect(planScans(CHICAGO, '2026-03-05')).toEqual(planScans(CHICAGO, '2026-03-05'));
    expect(planScans(CHICAGO, '2026-03-05')).not.toEqual(planScans(other, '2026-03-05'));
    expect(planPunches(CHICAGO, '2026-03-05')).toEqual(planPunches(CHICAGO, '2026-03-05'));
    expect(planPunches(CHICAGO, '2026-03-05')).not.toEqual(planPunches(other, '2026-03-05'));
  });

  it.each(['America/Chicago', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'])(
    'can be punched in order in %s over the weeks in which clocks jump, forgotten clock-outs corrected',
    (timeZone) => {
      const settings = floorSettings(timeZone);
      const days = [...daysOf('2026-02-25', 50), ...daysOf('2026-09-25', 50)];
      const punches = days.flatMap((day) => planPunches(settings, day)).sort(byTimeThenPerson);
      let now = 0;
      const world = new ConnecteamWorld({ now: () => now, modes: defaultModes() });
      const company = foundCompany(world, settings);
      for (const planned of punches) {
        now = planned.at;
        punch(world, company, planned);
      }
      const open = [...world.activities.values()].filter((activity) => activity.end === null);
      expect(open).toEqual([]);
      const corrected = punches.filter((planned) => planned.verb === 'correct_clock_out');
      expect(corrected.length).toBeGreaterThan(80);
    },
  );

  it('keeps the business rules of scans: counts, window lengths, references, no overlap per person', () => {
    const seen = new Set<string>();
    for (const day of daysOf('2026-03-01', 10)) {
      const scans = planScans(CHICAGO, day);
      for (const scan of scans) {
        expect(seen.has(scan.referenceId)).toBe(false);
        seen.add(scan.referenceId);
        expect(scan.itemsCount).toBeGreaterThanOrEqual(1);
        expect(scan.itemsCount).toBeLessThan(100);
        expect(scan.windowEnd).toBeGreaterThan(scan.windowStart);
        expect(scan.windowEnd - scan.windowStart).toBeLessThanOrEqual(3600);
        expect(scan.sentAt).toBeGreaterThan(scan.windowEnd);
      }
      const byPerson = Map.groupBy(scans, (scan) => scan.referenceId.split('/')[1]);
      for (const own of byPerson.values()) {
        const windows = own.map((scan) => ({ start: scan.windowStart, end: scan.windowEnd }));
        const worked = windows.reduce((sum, window) => sum + window.end - window.start, 0);
        expect(unionOf(windows).reduce((sum, window) => sum + window.end - window.start, 0)).toBe(worked);
      }
    }
  });

  it('keeps scans of people with a clock inside their punched time and off their breaks', () => {
    const punches = planPunches(CHICAGO, '2026-03-05');
    const scans = planScans(CHICAGO, '2026-03-05');
    for (const person of DEMO_PEOPLE.filter(hasClock)) {
      const own = punches.filter((planned) => planned.personKey === person.key);
      const clockIn = own.find((planned) => planned.verb === 'clock_in')?.at ?? Number.POSITIVE_INFINITY;
      const out = own.find((planned) => planned.verb === 'clock_out' || planned.verb === 'correct_clock_out');
      const clockOut = out?.verb === 'correct_clock_out' ? out.clockOut : out?.at;
      const pauses = own.flatMap((planned, index) =>
        planned.verb === 'start_break' ? [{ start: planned.at, end: own[index + 1]?.at ?? 0 }] : [],
      );
      for (const scan of scans.filter((one) => one.referenceId.includes(`/${person.key}/`))) {
        expect(scan.windowStart).toBeGreaterThan(clockIn);
        expect(scan.windowEnd).toBeLessThan(clockOut ?? 0);
        expect(pauses.some((pause) => scan.windowStart < pause.end && pause.start < scan.windowEnd)).toBe(false);
      }
    }
  });

  it('has people scanning in every quarter of an hour round the clock, and most of the floor at noon', () => {
    const from = instantOfLocal('America/Chicago', '2026-03-10', 0);
    const scans = ['2026-03-09', '2026-03-10'].flatMap((day) => planScans(CHICAGO, day));
    for (let quarter = 0; quarter < 96; quarter += 1) {
      const [start, end] = [from + quarter * 900, from + (quarter + 1) * 900];
      const now = scans.filter((scan) => start <= scan.sentAt && scan.sentAt < end);
      expect(new Set(now.map((scan) => scan.login.email)).size).toBeGreaterThanOrEqual(3);
    }
    const noon = scans.filter((scan) => scan.windowStart < from + 11.5 * 3600 && scan.windowEnd > from + 11 * 3600);
    expect(new Set(noon.map((scan) => scan.login.email)).size).toBeGreaterThanOrEqual(18);
  });

  it('lets one person a day go home without clocking out, in both layouts of breaks and with both kinds', () => {
    const punches = planPunches(CHICAGO, '2026-03-05');
    expect(punches.filter((planned) => planned.verb === 'correct_clock_out')).toHaveLength(1);
    const breaks = punches.filter((planned) => planned.verb === 'start_break');
    expect(new Set(breaks.map((planned) => `${planned.breakKind} ${planned.layout}`))).toEqual(
      new Set(['rest overlapping', 'meal overlapping', 'meal split']),
    );
  });
});
