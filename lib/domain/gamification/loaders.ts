import 'server-only';
import * as z from 'zod';
import { getReadDatabase } from '@/lib/db/handles';
import { cursorOf, positionOfCursor } from '@/lib/domain/leaderboard/cursor';
import { comparePositions } from '@/lib/domain/leaderboard/rules';
import { getRolesOnDay } from '@/lib/domain/roles/queries/get-roles-on-day';
import type { Site } from '@/lib/domain/sites/schema';
import { cachedAnswer } from '@/lib/platform/cache/answer';
import { cachePolicies } from '@/lib/platform/cache/keys';
import { AppError } from '@/lib/platform/errors/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/cursor';
import { addDays, businessDayOf, monthStart, weekStart } from '@/lib/platform/time/business-day';
import type { EpochSeconds, IsoDay } from '@/lib/platform/time/instant';
import { awardOf, prepareAchievements, preparePeriodBoard, prepareStreakLeaders, prepareTicker } from './prepare';
import { getAchievementTicker } from './queries/get-achievement-ticker';
import { getAwardedPerson } from './queries/get-awarded-person';
import { getPeriodBoard } from './queries/get-period-board';
import { getPeriodWork } from './queries/get-period-work';
import { getPersonAwards } from './queries/get-person-awards';
import { getStreakLeaders } from './queries/get-streak-leaders';
import { levelOf } from './rules';
import type { AchievementTicker, Period, PeriodBoard, PersonAchievements, StreakLeaders } from './schema';

/** The longest running streaks. */
export async function loadStreakLeaders(site: Site, request: { limit: number }): Promise<StreakLeaders> {
  return cachedAnswer(cachePolicies.streakLeaders(site.id, request.limit), async () => ({
    source: 'live' as const,
    rows: prepareStreakLeaders(await getStreakLeaders(getReadDatabase(), site.id, request.limit)),
  }));
}

/** Awards of the last days, the newest first. */
export async function loadAchievementTicker(
  site: Site,
  request: { days: number; limit: number },
  now: EpochSeconds,
): Promise<AchievementTicker> {
  const to = businessDayOf(site, now);
  const from = addDays(to, 1 - request.days);
  return cachedAnswer(
    cachePolicies.achievementTicker({ siteId: site.id, from, to, limit: request.limit }),
    async () => ({
      source: 'live' as const,
      rows: prepareTicker(
        await getAchievementTicker(getReadDatabase(), { siteId: site.id, from, to, limit: request.limit }),
      ),
    }),
  );
}

const awardPosition = z.tuple([z.iso.date(), z.string(), z.string()]);

/** A person's level, streaks and awards. Throws NOT_FOUND, VALIDATION on a bad cursor. */
export async function loadPersonAchievements(
  site: Site,
  request: { employeeId: number; limit: number; cursor?: string },
): Promise<PersonAchievements> {
  const { employeeId, limit, cursor } = request;
  const { person, achievements, awards, ...frame } = await cachedAnswer(
    cachePolicies.achievementsOf(site.id, employeeId),
    async () => {
      const db = getReadDatabase();
      const [found, rows] = await Promise.all([
        getAwardedPerson(db, site.id, employeeId),
        getPersonAwards(db, site.id, employeeId),
      ]);
      return {
        source: 'live' as const,
        person: found ?? null,
        achievements: prepareAchievements(rows),
        awards: rows.map(awardOf),
      };
    },
  );
  if (person === null) throw new AppError('NOT_FOUND', `There is no person ${employeeId} at ${site.name}.`);
  const start = cursor === undefined ? 0 : firstAwardAfter(awards, decodeCursor(awardPosition, cursor));
  const rows = awards.slice(start, start + limit);
  const last = rows.at(-1);
  const hasMore = last !== undefined && start + rows.length < awards.length;
  return {
    ...frame,
    ...person,
    ...levelOf(person.achievementPoints),
    achievements,
    total: awards.length,
    rows,
    nextCursor: hasMore ? encodeCursor([last.earnedDate, last.key, last.periodKey]) : null,
  };
}

/** The board of this week, this month or all time (domain.md 6). Throws VALIDATION on a bad cursor. */
export async function loadPeriodBoard(
  site: Site,
  request: { period: Period; limit: number; cursor?: string },
  now: EpochSeconds,
): Promise<PeriodBoard> {
  const { period, limit, cursor } = request;
  const to = businessDayOf(site, now);
  const from = firstDayOf(period, site, to);
  const { board, ...frame } = await cachedAnswer(
    cachePolicies.periodBoard({ siteId: site.id, period, from, to }),
    async () => ({ source: 'live' as const, board: await readPeriodBoard(site, from, to) }),
  );
  const position = cursor === undefined ? null : positionOfCursor(cursor);
  const index = position === null ? 0 : board.findIndex((one) => comparePositions(one.position, position) > 0);
  const start = index === -1 ? board.length : index;
  const page = board.slice(start, start + limit);
  const last = page.at(-1);
  const hasMore = last !== undefined && start + page.length < board.length;
  return {
    ...frame,
    period,
    from,
    to,
    total: board.length,
    rows: page.map(({ row }) => row),
    nextCursor: hasMore ? cursorOf(last.position) : null,
  };
}

/** Three statements, whatever the number of people. */
async function readPeriodBoard(site: Site, from: IsoDay | null, to: IsoDay) {
  const db = getReadDatabase();
  const params = { siteId: site.id, from, to };
  const [people, work, roles] = await Promise.all([
    getPeriodBoard(db, params),
    getPeriodWork(db, params),
    getRolesOnDay(db, site.id, to),
  ]);
  return preparePeriodBoard({ people, work, roles, targetDaysPerMonth: site.settings.targetDaysPerMonth });
}

function firstDayOf(period: Period, site: Site, today: IsoDay): IsoDay | null {
  if (period === 'all') return null;
  return period === 'week' ? weekStart(today, site.weekStart) : monthStart(today);
}

/** Where the page after an award starts in the newest-first order, also when the award itself is gone. */
function firstAwardAfter(awards: PersonAchievements['rows'], [date, key, periodKey]: z.infer<typeof awardPosition>) {
  const index = awards.findIndex(
    (award) =>
      award.earnedDate < date ||
      (award.earnedDate === date && (award.key > key || (award.key === key && award.periodKey > periodKey))),
  );
  return index === -1 ? awards.length : index;
}
