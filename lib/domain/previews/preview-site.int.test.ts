import { describe, expect, it } from 'vitest';
import { shownSite } from '@/lib/domain/sites/mutations';
import { revisionOf } from '@/lib/platform/revision/revision';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { previewSite } from './preview-site';

const database = openTestDatabase();
const NOW = winterTime('2026-03-08 12:00');

describe('previewSite', () => {
  it('moves work to the day it belongs to by another start of the day, and says which days that is', async () => {
    const scene = await DayScene.create(database);
    const ada = await scene.person('Ada');
    // 02:00 to 05:00 on the 3rd: with the day starting at 06:00 that is the 2nd, on which she has no row yet.
    await scene.punch(ada, winterTime('2026-03-03 02:00'), winterTime('2026-03-03 05:00'));
    await scene.scan(ada, 'Picking', 40, winterTime('2026-03-03 02:10'));
    await scene.request([ada.employeeId], ['2026-03-03']);
    await scene.drain(NOW);
    const ask = (changes: Parameters<typeof previewSite>[1]['edit']['changes'], revision?: string) =>
      previewSite(database, { site: scene.site, edit: { changes, revision }, isWithPay: true, now: NOW });

    const moved = await ask({ dayStart: '06:00' });
    // One day loses the work, the other gets it; the sums stay.
    expect(moved).toMatchObject({
      personDays: 2,
      changedPersonDays: 2,
      rescored: { from: '2026-03-01', to: '2026-03-03' },
      total: { points: { before: 40, after: 40 }, labourCents: { before: 3_900, after: 3_900 } },
      people: [{ name: 'Ada', days: 2, changedDays: 2 }],
      days: [
        { day: '2026-03-03', points: { before: 40, after: 0 } },
        { day: '2026-03-02', points: { before: 0, after: 40 } },
      ],
    });

    // 3 h x $20.00.
    const dearer = await ask({ defaultHourlyCents: 2_000 });
    expect(dearer.total.labourCents).toEqual({ before: 3_900, after: 6_000 });
    expect(dearer.requested).toBeGreaterThan(0);

    expect(await ask({ name: 'Another', dailyGoalItems: 5 })).toMatchObject({
      personDays: 0,
      requested: 0,
      rescored: null,
      people: [],
    });
    const revision = revisionOf(shownSite(await scene.current()));
    expect(await ask({ name: 'Another' }, revision)).toMatchObject({ requested: 0 });
    await expect(ask({ name: 'Another' }, 'another')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await scene.current()).dayStart).toBe('00:00');
  });
});
