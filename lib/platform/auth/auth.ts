import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { eq } from 'drizzle-orm';
import { inTransaction } from '@/lib/db/client';
import { getDatabase } from '@/lib/db/handles';
import { accounts, sessions, twoFactors, users, verifications } from '@/lib/db/schema/access';
import { writeAudit } from '@/lib/platform/audit/write-audit';
import { getEnv } from '@/lib/platform/env/env';
import { describeError } from '@/lib/platform/errors/errors';
import { getLogger } from '@/lib/platform/log/log';
import { currentInstant } from '@/lib/platform/time/clock';
import {
  clearSignInFailures,
  countSignInFailure,
  MAX_SIGN_IN_FAILURES,
  SIGN_IN_LOCK_SECONDS,
  signInLockedFor,
} from './sign-in-lock';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './users';

/** Cookies are called `hub.session_token`, with the prefix `__Secure-` when BASE_URL is https. */
export const COOKIE_PREFIX = 'hub';

const SESSION_SECONDS = 30 * 24 * 3600;
const SESSION_RENEW_SECONDS = 24 * 3600;

/** The only paths of the sign-in library that are open; everything else it brings (sign-up, social, …) is 404. */
export const AUTH_PATHS: ReadonlySet<string> = new Set([
  '/sign-in/email',
  '/sign-out',
  '/get-session',
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/two-factor/generate-backup-codes',
]);

function makeAuth() {
  const env = getEnv();
  if (env.AUTH_SECRET === undefined) {
    throw new Error('AUTH_SECRET is missing: `npm start` makes one, or set 32 or more random characters.');
  }
  const ownOrigin = new URL(env.BASE_URL).origin;
  const options = {
    appName: 'Productivity Hub',
    baseURL: ownOrigin,
    basePath: '/api/auth',
    secret: env.AUTH_SECRET,
    database: drizzleAdapter(getDatabase(), {
      provider: 'mysql',
      schema: { user: users, session: sessions, account: accounts, verification: verifications, twoFactor: twoFactors },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        canSeePay: { type: 'boolean', required: true, input: false },
        mustChangePassword: { type: 'boolean', required: true, input: false },
        allSites: { type: 'boolean', required: true, input: false },
        deactivatedAt: { type: 'date', required: false, input: false },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Productivity Hub',
        // Wrong codes lock an account as wrong passwords do, whatever number of attempts to sign in they belong to.
        accountLockout: {
          enabled: true,
          maxFailedAttempts: MAX_SIGN_IN_FAILURES,
          durationSeconds: SIGN_IN_LOCK_SECONDS,
        },
      }),
    ],
    databaseHooks: {
      session: { create: { before: ({ userId }) => refuseDeactivated(userId) } },
      user: {
        update: {
          // The library changes a person's row for these two reasons only when a factor goes on or off.
          after: async ({ id }, ctx) => {
            if (ctx?.path === '/two-factor/verify-totp') await recordTwoFactor(id, 'user.two-factor-on');
            if (ctx?.path === '/two-factor/disable') await recordTwoFactor(id, 'user.two-factor-off');
          },
        },
      },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: SESSION_RENEW_SECONDS },
    advanced: {
      // Said aloud, because the library leaves the check out when it thinks that it is being tested.
      disableOriginCheck: false,
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: ownOrigin.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
    },
    // The page may be opened under another name of this server (127.0.0.1, a name on the local network): what the
    // browser says as origin must then be the host that it sent the request to.
    trustedOrigins: (request?: Request) => {
      const host = request?.headers.get('host') ?? null;
      return host === null ? [ownOrigin] : [ownOrigin, `http://${host}`, `https://${host}`];
    },
    rateLimit: {
      enabled: true,
      // A whole shift signs in from one address; wrong passwords are limited per account besides.
      customRules: {
        '/sign-in/email': { window: 60, max: 30 },
        '/two-factor/*': { window: 60, max: 30 },
        '/get-session': false,
      },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message, ...details) => {
        const text = details.map((detail) => (detail instanceof Error ? describeError(detail) : '')).join(' ');
        getLogger()[level === 'error' ? 'error' : 'warn']({ part: 'sign-in' }, `${message} ${text}`.trim());
      },
    },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        // A device that is never asked again could not be told from a stolen one: sessions last long enough.
        if (ctx.path.startsWith('/two-factor/') && ctx.body?.trustDevice === true) {
          throw new APIError('BAD_REQUEST', { code: 'NOT_OFFERED', message: 'Devices are not trusted for longer.' });
        }
        if (ctx.path !== '/sign-in/email') return;
        const seconds = await signInLockedFor(String(ctx.body?.email ?? ''));
        if (seconds === 0) return;
        throw new APIError('TOO_MANY_REQUESTS', {
          code: 'ACCOUNT_LOCKED',
          message: `Too many wrong passwords. Try again in ${Math.ceil(seconds / 60)} min.`,
        });
      }),
      after: createAuthMiddleware(async (ctx) => {
        const { returned } = ctx.context;
        const failed = isAPIError(returned);
        if (ctx.path === '/sign-in/email') {
          const email = String(ctx.body?.email ?? '');
          if (!failed) await clearSignInFailures(email);
          else if (returned.statusCode === 401) await countSignInFailure(email);
        }
        if (ctx.path === '/change-password' && !failed && ctx.context.session !== null) {
          await recordOwnPasswordChange(ctx.context.session.user.id);
        }
        if (ctx.path === '/two-factor/generate-backup-codes' && !failed && ctx.context.session !== null) {
          await recordTwoFactor(ctx.context.session.user.id, 'user.new-backup-codes');
        }
        if (ctx.path === '/two-factor/verify-backup-code' && !failed && ctx.context.newSession != null) {
          await recordTwoFactor(ctx.context.newSession.user.id, 'user.use-backup-code');
        }
      }),
    },
  } satisfies BetterAuthOptions;
  return betterAuth(options);
}

/** Whatever way somebody comes in: who was deactivated gets no session. */
async function refuseDeactivated(userId: string): Promise<void> {
  const [user] = await getDatabase().select({ at: users.deactivatedAt }).from(users).where(eq(users.id, userId));
  if (user?.at == null) return;
  throw new APIError('FORBIDDEN', {
    code: 'ACCOUNT_DEACTIVATED',
    message: 'This account is deactivated. An admin of your hub can open it again.',
  });
}

/** What somebody did with the own second factor. */
async function recordTwoFactor(
  userId: string,
  action: `user.${'two-factor-on' | 'two-factor-off' | 'new-backup-codes' | 'use-backup-code'}`,
): Promise<void> {
  const actor = { type: 'user' as const, id: userId };
  const event = { siteId: null, at: currentInstant(), actor, action, entity: 'user', entityId: userId };
  await inTransaction(getDatabase(), (tx) => writeAudit(tx, [event]));
}

/** The person now has a password that nobody else knows. */
async function recordOwnPasswordChange(userId: string): Promise<void> {
  await inTransaction(getDatabase(), async (tx) => {
    await tx.update(users).set({ mustChangePassword: false }).where(eq(users.id, userId));
    await writeAudit(tx, [
      {
        siteId: null,
        at: currentInstant(),
        actor: { type: 'user', id: userId },
        action: 'user.change-password',
        entity: 'user',
        entityId: userId,
      },
    ]);
  });
}

let auth: ReturnType<typeof makeAuth> | undefined;

/** The process's sign-in library, over our tables of lib/db/schema/access.ts. Made on first use. */
export function getAuth(): ReturnType<typeof makeAuth> {
  auth ??= makeAuth();
  return auth;
}
