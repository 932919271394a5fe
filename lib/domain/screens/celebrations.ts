import type { ScreenFloor } from './schema';

/** Something worth five seconds of a wall. */
export type Celebration = {
  /** One celebration is shown once. */
  key: string;
  kind: 'lead' | 'goal' | 'milestone';
  title: string;
  text: string;
};

/** Points of a person that are worth a word; smaller ones would come too often. */
const PERSON_MILESTONES = [500, 1_000, 1_500, 2_000] as const;
const GOAL_QUARTERS = [1, 2, 3, 4] as const;
/** A longer silence hides when something happened: what is found after it was perhaps long ago. */
const MAX_GAP_SECONDS = 30;

/**
 * What became true between two floors of one day that followed each other closely: a new first, a quarter of the daily
 * goal, a person's milestone. Nothing after a silence, on another day, or from stale numbers.
 */
export function celebrationsBetween(
  before: ScreenFloor,
  after: ScreenFloor,
  gapSeconds: number,
  formatNumber: (value: number) => string,
): Celebration[] {
  if (before.date !== after.date || gapSeconds > MAX_GAP_SECONDS) return [];
  if (before.state === 'stale' || after.state === 'stale') return [];
  const found: Celebration[] = [];
  const goal = after.site.goalItems;
  if (goal !== null && goal === before.site.goalItems) {
    for (const quarter of GOAL_QUARTERS) {
      const wanted = (goal * quarter) / 4;
      if (before.site.finishedItems >= wanted || after.site.finishedItems < wanted) continue;
      found.push({
        key: `goal/${after.date}/${quarter}`,
        kind: 'goal',
        title: quarter === 4 ? 'Goal reached' : `${quarter * 25}% of the goal`,
        text: `${formatNumber(Math.ceil(wanted))} finished items`,
      });
    }
  }
  const [first, second] = after.people;
  const wasFirst = before.people[0];
  const pointsBefore = new Map(before.people.map(({ employeeId, points }) => [employeeId, points]));
  const isSole = first !== undefined && first.points > (second?.points ?? 0);
  // Who is first only because another was corrected has overtaken nobody.
  const hasGained = first !== undefined && first.points > (pointsBefore.get(first.employeeId) ?? 0);
  if (isSole && hasGained && wasFirst !== undefined && wasFirst.employeeId !== first.employeeId) {
    found.push({
      key: `lead/${after.date}/${first.employeeId}/${first.points}`,
      kind: 'lead',
      title: 'New in front',
      text: first.name,
    });
  }
  for (const { employeeId, name, points } of after.people) {
    const had = pointsBefore.get(employeeId);
    const reached = PERSON_MILESTONES.findLast((one) => points >= one);
    if (had === undefined || reached === undefined || had >= reached) continue;
    found.push({
      key: `milestone/${after.date}/${employeeId}/${reached}`,
      kind: 'milestone',
      title: `${formatNumber(reached)} points`,
      text: name,
    });
  }
  return found;
}

/** Whether a celebration still holds on a newer floor: a correction takes it back. */
export function isStillTrue(celebration: Celebration, floor: ScreenFloor): boolean {
  const [kind, date, ...rest] = celebration.key.split('/');
  if (date !== floor.date) return false;
  switch (kind) {
    case 'goal':
      return floor.site.goalItems !== null && floor.site.finishedItems >= (floor.site.goalItems * Number(rest[0])) / 4;
    case 'lead':
      return floor.people[0]?.employeeId === Number(rest[0]);
    default: {
      const person = floor.people.find(({ employeeId }) => employeeId === Number(rest[0]));
      return person !== undefined && person.points >= Number(rest[1]);
    }
  }
}
