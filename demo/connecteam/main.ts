import { parseArgs } from 'node:util';
import * as z from 'zod';
import { SIMULATOR_API_KEY } from './control';
import { startConnecteamSimulator } from './server';

/** `tsx demo/connecteam/main.ts [--port 4010] [--host 127.0.0.1] [--key KEY]` */
const { values } = parseArgs({
  options: { port: { type: 'string' }, host: { type: 'string' }, key: { type: 'string' } },
});
const port = z.coerce
  .number()
  .int()
  .min(0)
  .max(65_535)
  .parse(values.port ?? '0');
const simulator = await startConnecteamSimulator({ port, host: values.host });
if (values.key !== undefined) simulator.control.addApiKey(values.key);

console.log(simulator.baseUrl);
console.log(`API key: ${values.key ?? SIMULATOR_API_KEY}`);
console.log(`Control: GET ${simulator.baseUrl}/__control/state, POST ${simulator.baseUrl}/__control/<verb>`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
