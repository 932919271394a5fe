import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases } from '@/lib/db/handles';
import { AwardScene } from '@/lib/domain/gamification/award-fixtures';
import { achievementTicker, periodBoard, personAchievements, streakLeaders } from '@/lib/domain/gamification/schema';
import { runDailyReport } from '@/lib/domain/reports/run';
import { reportAnswer, reportList } from '@/lib/domain/reports/schema';
import { createApiKey } from '@/lib/platform/auth/api-keys';
import { getLogger } from '@/lib/platform/log/log';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { addDays, businessDayOf } from '@/lib/platform/time/business-day';
import { currentInstant } from '@/lib/platform/time/clock';
import { openTestDatabase, TEST_ACTOR } from '@/test/database';
import { zoneWithLocalHour } from '@/test/local-hour-zone';
import { GET as getTicker } from '../dashboard/analytics/achievement-ticker/route';
import { GET as getLeaders } from '../dashboard/analytics/streak-leaders/route';
import { GET as getReport } from '../dashboard/reports/[date]/route';
import { GET as getReports } from '../dashboard/reports/route';
import { GET as getAchievements } from './achievements/[employeeId]/route';
import { GET as getBoard } from './leaderboard/route';

const database = openTestDatabase();
type Route = typeof getBoard;
let scene: AwardScene;
let ada: number;
let key: string;
let yesterday: string;

beforeAll(async () => {
  const now = currentInstant();
  scene = await AwardScene.create(database, { timeZone: zoneWithLocalHour(13, now) });
  ada = await scene.person('Ada');
  yesterday = addDays(businessDayOf(scene.site, now), -1);
  for (const back of [2, 1, 0]) await scene.score(ada, addDays(yesterday, -back), { points: 300, from: 9 });
  await scene.finalizeUntil(yesterday);
  await scene.award(now);
  await runDailyReport(
    { db: database, site: scene.site, clock: { now: () => now }, log: getLogger() },
    { from: yesterday, to: yesterday },
  );
  const ofSite = { siteId: scene.site.id, actor: TEST_ACTOR, now };
  key = (await createApiKey(database, { ...ofSite, name: 'read', scopes: ['read'] })).key;
});
afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

const ask = (route: Route, query = '', params: Record<string, string> = {}, headers = { 'x-api-key': key }) =>
  route(new Request(`http://localhost:3000/api${query}`, { headers }), { params: Promise.resolve(params) });

describe('the routes of awards and reports', () => {
  it('answer as their schemas say', async () => {
    const json = async (response: Promise<Response>) => (await response).json();
    expect(streakLeaders.parse(await json(ask(getLeaders))).rows).toMatchObject([
      { employeeId: ada, currentStreak: 3 },
    ]);
    expect(achievementTicker.parse(await json(ask(getTicker))).rows[0]).toMatchObject({ name: 'Ada', key: 'on_fire' });
    const person = personAchievements.parse(await json(ask(getAchievements, '', { employeeId: String(ada) })));
    expect(person).toMatchObject({ achievementPoints: 50, total: 4 });
    for (const period of ['week', 'month', 'all']) {
      expect(periodBoard.parse(await json(ask(getBoard, `?period=${period}`)))).toMatchObject({ period });
    }
    expect(reportList.parse(await json(ask(getReports))).rows).toMatchObject([{ date: yesterday, points: 300 }]);
    expect(reportAnswer.parse(await json(ask(getReport, '', { date: yesterday })))).toMatchObject({ people: 1 });
  });

  it('refuse bad questions with a message per field, and strangers', async () => {
    const problems: [Promise<Response>, number][] = [
      [ask(getBoard, '?period=year'), 400],
      [ask(getBoard, '?cursor=x'), 400],
      [ask(getLeaders, '?limit=0'), 400],
      [ask(getTicker, '?days=400'), 400],
      [ask(getAchievements, '', { employeeId: 'ada' }), 400],
      [ask(getAchievements, '', { employeeId: '4294967295' }), 404],
      [ask(getReport, '', { date: 'yesterday' }), 400],
      [ask(getReport, '', { date: '2999-01-01' }), 400],
      [ask(getReport, '', { date: '2001-01-01' }), 404],
      [ask(getReports, '?from=2020-01-01&to=2024-01-01'), 400],
      [ask(getBoard, '', {}, { 'x-api-key': 'hub_wrong' }), 401],
    ];
    for (const [response, status] of problems) {
      const answer = await response;
      expect([answer.status, (await answer.json()).error.requestId]).toEqual([status, expect.any(String)]);
    }
  });
});
