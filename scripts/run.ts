import * as z from 'zod';
import { runCommand } from './lib/command';

/** Runs one of the shell commands beside this file: `run NAME ARGS…` calls its `main(ARGS)`. */
const commandSchema = z.object({ main: z.function({ input: [z.array(z.string())], output: z.promise(z.void()) }) });

const [name = '', ...args] = process.argv.slice(2);
await runCommand(async () => {
  const { main } = commandSchema.parse(await import(`./${name}.ts`));
  await main(args);
});
