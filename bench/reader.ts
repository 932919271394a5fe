import * as z from 'zod';
import { getEnv } from '@/lib/platform/env/env';
import { openReads } from './reads';
import { reopenData } from './year-data';

/**
 * A process that reads from the data of its DATABASE_URL what its parent asks for, since a process knows one database.
 * It ends when its parent lets it go.
 */
const [people, days, rangeDays] = z.array(z.coerce.number().int()).parse(process.argv.slice(2));
const data = await reopenData(getEnv().DATABASE_URL, { people: people ?? 0, days: days ?? 0 });
const { names, run } = await openReads(data, rangeDays ?? 0);
const order = z.object({ name: z.string(), round: z.number().int() });

process.on('message', async (message) => {
  const { name, round } = order.parse(message);
  process.send?.(await run(name, round));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ names });
