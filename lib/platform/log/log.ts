import { type Logger, pino } from 'pino';
import { getEnv } from '../env/env';
import { currentWorkContext } from './context';

export type { Logger } from 'pino';

/** Names whose values never reach a log line, at any depth that our objects have. */
const SECRET_NAMES = [
  'password',
  'token',
  'secret',
  'apiKey',
  'key',
  'authorization',
  'cookie',
  'X-API-KEY',
  'x-api-key',
  'X-Webhook-Secret',
  'x-webhook-secret',
];

let root: Logger | undefined;

/** The process's logger: JSON lines on standard error, with request or job id, without secrets. */
export function getLogger(): Logger {
  root ??= pino(
    {
      level: getEnv().LOG_LEVEL,
      base: undefined,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
        censor: '[secret]',
      },
      mixin: () => ({ ...currentWorkContext() }),
    },
    pino.destination({ dest: 2, sync: true }),
  );
  return root;
}
