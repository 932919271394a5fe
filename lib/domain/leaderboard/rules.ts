/** Exact numbers a badge is decided by. */
export type BadgeInput = {
  /** Points of the day in hundredths. */
  pointsHundredths: number;
  items: number;
  clockedSeconds: number;
  /** null where it is not known */
  streak: number | null;
  /** Of the primary role on the day, in hundredths; null without a role or target. */
  monthlyTargetHundredths: number | null;
  /** Of the primary role on the day, in thousandths; null without a role. */
  expectedPerHourThousandths: number | null;
  /** Site setting; may have decimals. */
  targetDaysPerMonth: number;
};

const STREAK_OF_A_BADGE = 5;

/** The badge of a row: the first that fits (domain.md 6), compared unrounded. */
export function badgeOf(input: BadgeInput): string {
  if (reachesTarget(input, 12n)) return 'Top Performer';
  if (reachesTarget(input, 10n)) return 'Star Player';
  if (input.streak !== null && input.streak >= STREAK_OF_A_BADGE) return `${input.streak}-day streak`;
  if (isFast(input)) return 'Speed Demon';
  return 'Team Player';
}

/** points >= tenths / 10 x daily target, with daily target = monthly target / days (domain.md 5); without a target never. */
function reachesTarget(input: BadgeInput, tenths: bigint): boolean {
  const target = BigInt(input.monthlyTargetHundredths ?? 0);
  if (target <= 0n) return false;
  const daysMillis = BigInt(Math.round(input.targetDaysPerMonth * 1_000));
  return BigInt(input.pointsHundredths) * daysMillis * 10n >= tenths * target * 1_000n;
}

/** items per clocked hour >= 1.2 x expected items per hour; never without clocked time or expectation. */
function isFast(input: BadgeInput): boolean {
  const expected = BigInt(input.expectedPerHourThousandths ?? 0);
  if (expected <= 0n || input.clockedSeconds <= 0) return false;
  return BigInt(input.items) * 3_600n * 1_000n * 10n >= 12n * expected * BigInt(input.clockedSeconds);
}

/** Items per clocked hour, half-up to 2 decimals; null when not clocked (domain.md 6). */
export function itemsPerHour(items: number, clockedSeconds: number): number | null {
  if (clockedSeconds <= 0) return null;
  return Math.floor((2 * items * 360_000 + clockedSeconds) / (2 * clockedSeconds)) / 100;
}

/** What a row is ordered by: points desc, items desc, first activity asc (null last), employee asc (domain.md 6). */
export type BoardPosition = {
  pointsThousandths: number;
  items: number;
  firstActivityAt: number | null;
  employeeId: number;
};

/** Negative when `a` stands above `b`. Never 0 for two people. */
export function comparePositions(a: BoardPosition, b: BoardPosition): number {
  return (
    b.pointsThousandths - a.pointsThousandths ||
    b.items - a.items ||
    (a.firstActivityAt ?? Number.MAX_SAFE_INTEGER) - (b.firstActivityAt ?? Number.MAX_SAFE_INTEGER) ||
    a.employeeId - b.employeeId
  );
}

const MILESTONES = [100, 250, 500, 750, 1_000, 1_500, 2_000];

/** The smallest milestone above the points of a day; null past the last (domain.md 6, Live board). */
export function nextMilestone(pointsThousandths: number): number | null {
  return MILESTONES.find((milestone) => milestone * 1_000 > pointsThousandths) ?? null;
}

/** Text of a decimal with up to `decimals` places as a whole number of its last place, exactly. */
export function scaledInteger(text: string, decimals: number): number {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (match === null || fraction.length > decimals) {
    throw new RangeError(`Not a decimal with at most ${decimals} places: ${JSON.stringify(text)}`);
  }
  return Number(`${sign}${whole}${fraction.padEnd(decimals, '0')}`);
}

/** Thousandths half-up to a number with two decimals, for show. */
export function thousandthsForShow(thousandths: number): number {
  return Math.floor((thousandths + 5) / 10) / 100;
}
