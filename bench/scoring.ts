import { inTransaction } from '@/lib/db/client';
import { requestScores, UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import { runDrainScores } from '@/lib/domain/scoring/run';
import { getLogger } from '@/lib/platform/log/log';
import { addDays } from '@/lib/platform/time/business-day';
import { instantOfLocal } from '@/lib/platform/time/zone';
import { median, quantile, race } from './measure';
import { writeShifts } from './own-day';
import { inOwnSite } from './own-site';
import type { Finding } from './report';
import type { YearData } from './year-data';

const PEOPLE = 100;
const ACTIVITIES_PER_PERSON = 100;
const ROUNDS = 9;
const WARM_UP = 3;
const SOURCE = 'bench';
const HOUR = 3600;

/** A full day from dirty to stored: request, read, score, replace, settle, as the worker does it. */
export async function benchScoring(data: YearData): Promise<Finding[]> {
  const day = addDays(data.lastDay, -30);
  const start = instantOfLocal(data.site.timeZone, day, 6 * HOUR);
  const now = start + 30 * HOUR;
  return inOwnSite(data.db, { source: SOURCE, count: PEOPLE, now }, async (own) => {
    await writeShifts(data, own, { source: SOURCE, start, hours: 8.5, scansPerPerson: ACTIVITIES_PER_PERSON });
    const { site, workers } = own;
    const requests = [...workers.map(({ employeeId }) => employeeId), UNMAPPED_WORK].map((employeeId) => ({
      siteId: site.id,
      scoreDate: day,
      employeeId,
    }));
    const cpuSeconds: number[] = [];
    const wallSeconds: number[] = [];
    await race(
      [
        {
          name: 'drain',
          run: async (round) => {
            await inTransaction(data.db, (tx) => requestScores(tx, requests, 'bench', now + round));
            const cpu = process.cpuUsage();
            const startedAt = performance.now();
            const counts = await runDrainScores({
              db: data.db,
              site,
              clock: { now: () => now + round },
              log: getLogger(),
            });
            if (counts.scored !== PEOPLE || counts.failed > 0) {
              throw new Error(`The bench scored ${counts.scored} of ${PEOPLE} people: ${JSON.stringify(counts)}`);
            }
            if (round < WARM_UP) return;
            wallSeconds.push((performance.now() - startedAt) / 1000);
            const { user, system } = process.cpuUsage(cpu);
            cpuSeconds.push((user + system) / 1e6);
          },
        },
      ],
      { warmUp: WARM_UP, rounds: ROUNDS },
    );
    return [
      {
        section: 'scoring',
        what: 'a full day, dirty to stored',
        value: median(wallSeconds),
        unit: 's',
        target: { is: 'at most', value: 1 },
        note:
          `${PEOPLE} people, ${PEOPLE * ACTIVITIES_PER_PERSON} activities through the drain, waiting for the database included; ` +
          `median of ${ROUNDS}, middle half ${quantile(wallSeconds, 0.25).toFixed(2)} to ${quantile(wallSeconds, 0.75).toFixed(2)} s; ` +
          `processor time of the worker ${median(cpuSeconds).toFixed(2)} s`,
      },
    ];
  });
}
