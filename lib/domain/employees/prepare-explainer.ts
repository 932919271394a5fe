import { formatNumber } from '@/lib/platform/format/number';
import { formatDuration } from '@/lib/platform/time/format';
import type { PersonDay } from './schema';

/** A figure of the score: out of the facts, and as it is stored. */
export type ComparedFigure = {
  label: string;
  fromFacts: string;
  /** Null without a stored score. */
  stored: string | null;
  isEqual: boolean;
};

export type Explainer = {
  /** Sum of items x multiplier over the roles before it is rounded, in thousandths. */
  pointsThousandths: number;
  /** Activities whose type has no role yet, and their items: they count nowhere. */
  withoutRole: { activities: number; items: number };
  figures: ComparedFigure[];
};

/** What a reader needs to add a person-day's score up, from the parts alone: nothing is taken from the stored score. */
export function prepareExplainer(day: PersonDay): Explainer {
  const { score, stored } = day;
  const pointsThousandths = score.roles.reduce((sum, role) => sum + Math.round(role.points * 1000), 0);
  const withoutRole = day.activities.filter((activity) => activity.roleId === null);
  const clocked = score.presentSeconds - score.breakSeconds;
  const idle = day.idle.reduce((sum, one) => sum + one.durationSeconds, 0);
  const active = { clock: clocked - idle, windows: score.activeSeconds, none: 0 }[score.activeFrom];
  const time = (label: string, fromFacts: number, ofStored: (row: Stored) => number) =>
    compared(label, fromFacts, stored === null ? null : ofStored(stored), formatDuration);
  return {
    pointsThousandths,
    withoutRole: { activities: withoutRole.length, items: withoutRole.reduce((sum, one) => sum + one.items, 0) },
    figures: [
      compared(
        'Items',
        score.roles.reduce((sum, role) => sum + role.items, 0),
        stored?.items ?? null,
        formatNumber,
      ),
      compared('Points', hundredthsOf(pointsThousandths) / 100, stored?.points ?? null, (value) =>
        formatNumber(value, 2),
      ),
      time('Clocked', clocked, (row) => row.clockedSeconds),
      time('Breaks', score.breakSeconds, (row) => row.breakSeconds),
      time('Paid', score.presentSeconds - score.unpaidBreakSeconds, (row) => row.paidSeconds),
      time('Idle', idle, (row) => row.idleSeconds),
      time('Active', active, (row) => row.activeSeconds),
    ],
  };
}

/** Half-up to hundredths, once for the whole day (domain.md 4). */
export function hundredthsOf(thousandths: number): number {
  return Math.floor((thousandths + 5) / 10);
}

/** Why a new score was asked for, in words; reasons are short codes of whoever asked. */
export function scoreReason(reason: string | null): string {
  const known = REASONS.find(([start]) => reason?.startsWith(start) === true);
  return known?.[1] ?? 'the facts of the day changed';
}

const REASONS: readonly (readonly [string, string])[] = [
  ['activities', 'scans came in or changed'],
  ['activity-type', 'a kind of work was given its role'],
  ['refresh-today', 'time goes on'],
  ['recalculation', 'the days are being recalculated'],
  ['finalize', 'the day is being closed'],
  ['sync', 'clock times came in or changed'],
  ['reconcile', 'clock times came in or changed'],
  ['process-webhooks', 'clock times came in or changed'],
  ['identity', 'logins were linked or taken off'],
  ['role', 'the values of a department changed'],
  ['payrate', 'a pay rate changed'],
];

type Stored = NonNullable<PersonDay['stored']>;

function compared(
  label: string,
  fromFacts: number,
  stored: number | null,
  format: (value: number) => string,
): ComparedFigure {
  return {
    label,
    fromFacts: format(fromFacts),
    stored: stored === null ? null : format(stored),
    isEqual: fromFacts === stored,
  };
}
