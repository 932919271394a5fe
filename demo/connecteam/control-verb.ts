import type * as z from 'zod';
import type { ConnecteamControl } from './control';
import type { ConnecteamWorld } from './world';

export type ControlTarget = {
  world: ConnecteamWorld;
  control: ConnecteamControl;
  requests: { method: string; path: string; at: number; status: number | null }[];
};

/** One action of the control interface; what it returns goes out as JSON. */
export type Verb = (target: ControlTarget, input: unknown) => unknown;

/** Ties an action to the schema of its input. Running it throws ZodError for input that does not fit. */
export function verb<S extends z.ZodType>(
  schema: S,
  run: (target: ControlTarget, input: z.output<S>) => unknown,
): Verb {
  return (target, input) => run(target, schema.parse(input));
}
