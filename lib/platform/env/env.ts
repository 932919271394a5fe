import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * Where `npm start` leaves addresses for every other command: those of the private servers while they run (contract.md 1),
 * and that of the simulated time clock while the demo floor works (not for somebody who names a real one).
 */
const DATA_DIR = process.env.HUB_DATA_DIR || '.data';
const PRIVATE_SERVICES_FILE = join(DATA_DIR, 'env');
const DEMO_FILE = join(DATA_DIR, 'demo.env');

const emptyIsUnset = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(emptyIsUnset, schema.optional());
const withDefault = <T extends z.ZodType>(schema: T, value: string) =>
  z.preprocess((raw) => emptyIsUnset(raw) ?? value, schema);

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be between ${min} and ${max}`);
const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const urlOf = (protocols: string[], example: string) =>
  z.string().refine((value) => {
    if (!URL.canParse(value)) return false;
    return protocols.includes(new URL(value).protocol);
  }, `must look like ${example}`);
const databaseUrl = urlOf(['mysql:', 'mariadb:'], 'mysql://user:password@host:3306/database').refine(
  (value) => !URL.canParse(value) || new URL(value).pathname.length > 1,
  'must name a database: mysql://user:password@host:3306/database',
);
const timeZone = z.string().refine((value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}, 'must be an IANA time zone such as America/Chicago');

/** Every variable of contract.md 2. Blank counts as not set. */
export const envSchema = z
  .object({
    NODE_ENV: withDefault(z.enum(['development', 'production', 'test']), 'development'),
    DATABASE_URL: databaseUrl,
    DATABASE_REPLICA_URL: optional(databaseUrl),
    DB_POOL_SIZE: optional(integer(1, 500)),
    DB_SYNC_POOL_SIZE: withDefault(integer(1, 100), '3'),
    DB_CONNECT_TIMEOUT_MS: withDefault(integer(100, 600_000), '30000'),
    REDIS_URL: optional(urlOf(['redis:', 'rediss:'], 'redis://host:6379')),
    REDIS_ENABLED: withDefault(flag, 'true'),
    CACHE_TTL_SECONDS: withDefault(integer(1, 86_400), '300'),
    CONNECTEAM_API_KEY: optional(z.string()),
    CONNECTEAM_BASE_URL: withDefault(
      urlOf(['http:', 'https:'], 'https://api.connecteam.com'),
      'https://api.connecteam.com',
    ),
    CONNECTEAM_CLOCK_IDS: withDefault(
      z
        .string()
        .regex(/^\s*(\d+\s*(,\s*\d+\s*)*)?$/, 'must be time clock ids separated by commas, e.g. 12345,67890')
        .transform((text) => text.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part.trim())]))),
      ' ',
    ),
    CONNECTEAM_CLIENT_ID: optional(z.string()),
    CONNECTEAM_CLIENT_SECRET: optional(z.string()),
    CONNECTEAM_WEBHOOK_SECRET: optional(z.string()),
    PODFACTORY_DATABASE_URL: optional(databaseUrl),
    PODFACTORY_TABLE: withDefault(
      z.string().regex(/^[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)?$/, 'must be a table name'),
      'report_actions',
    ),
    SITE_CODE: withDefault(
      z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'must be 1-32 lower-case letters, digits or dashes'),
      'main',
    ),
    SITE_NAME: withDefault(z.string().max(120), 'Main warehouse'),
    SITE_TIME_ZONE: withDefault(timeZone, 'America/Chicago'),
    AUTH_SECRET: optional(z.string().min(32, 'must be at least 32 characters, e.g. from: openssl rand -hex 32')),
    BASE_URL: withDefault(urlOf(['http:', 'https:'], 'https://hub.example.com'), 'http://localhost:3000'),
    PORT: withDefault(integer(1, 65_535), '3000'),
    HOST: withDefault(z.string(), '127.0.0.1'),
    LOG_LEVEL: withDefault(z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']), 'info'),
    METRICS_TOKEN: optional(z.string().min(16, 'must be at least 16 characters')),
    ENABLE_AUTO_SYNC: withDefault(flag, 'true'),
    /** Set by `npm start` while the simulated time clock feeds the floor: pages then say "demo data". */
    DEMO_MODE: withDefault(flag, 'false'),
  })
  .superRefine((env, context) => {
    const problem = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (env.REDIS_ENABLED && env.REDIS_URL === undefined) {
      problem('REDIS_URL', 'is missing: set it, run `npm start` once for a private server, or set REDIS_ENABLED=false');
    }
    if ((env.CONNECTEAM_CLIENT_ID === undefined) !== (env.CONNECTEAM_CLIENT_SECRET === undefined)) {
      problem('CONNECTEAM_CLIENT_ID', 'and CONNECTEAM_CLIENT_SECRET must be set together');
    }
    if (env.NODE_ENV === 'production' && env.AUTH_SECRET === undefined) {
      problem('AUTH_SECRET', 'is required in production: set 32 or more random characters and keep them');
    }
  })
  .transform((env) => ({ ...env, DB_POOL_SIZE: env.DB_POOL_SIZE ?? (env.NODE_ENV === 'production' ? 15 : 5) }));

export type Env = z.infer<typeof envSchema>;

/** The environment is unusable; `problems` has one line per variable. */
export class EnvError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The environment has ${problems.length} problem(s):\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'EnvError';
    this.problems = problems;
  }
}

/** Checks all variables together. Throws {@link EnvError} with one line per problem, never a value. */
export function parseEnv(raw: Record<string, string | undefined>): Env {
  const result = envSchema.safeParse(raw);
  if (result.success) return result.data;
  throw new EnvError(
    result.error.issues.map((issue) => {
      const name = issue.path.join('.');
      const missing = emptyIsUnset(raw[name]) === undefined && issue.code === 'invalid_type';
      return `${name} ${missing ? 'is missing: set it, or run `npm start` once for a private server' : issue.message}`;
    }),
  );
}

/** Reads `NAME=value` lines; blank lines and lines that start with # are left out. */
export function parseEnvFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) values[match[1]] = match[2];
  }
  return values;
}

function readAddresses(file: string): Record<string, string> {
  return existsSync(file) ? parseEnvFile(readFileSync(file, 'utf8')) : {};
}

let parsed: Env | undefined;

/** The process's environment, parsed once. The private servers' addresses fill in what is not set. */
export function getEnv(): Env {
  if (parsed === undefined) {
    const own = Object.fromEntries(
      Object.entries(process.env).filter(([, value]) => emptyIsUnset(value) !== undefined),
    );
    // A test must not find a hub that happens to run in the same checkout.
    const isTest = own.NODE_ENV === 'test';
    const isReal =
      own.CONNECTEAM_API_KEY !== undefined || own.CONNECTEAM_CLIENT_ID !== undefined || own.DEMO_MODE === 'false';
    const fallback = {
      ...(isTest ? {} : readAddresses(PRIVATE_SERVICES_FILE)),
      ...(isTest || isReal ? {} : readAddresses(DEMO_FILE)),
    };
    parsed = parseEnv({ ...fallback, ...own });
  }
  return parsed;
}
