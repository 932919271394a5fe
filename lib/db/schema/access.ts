import {
  boolean,
  datetime,
  index,
  int,
  mysqlEnum,
  mysqlTable,
  primaryKey,
  text,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/mysql-core';
import { id, instant, jsonValue, keyText, ref } from '../columns';
import { sites } from './sites';

/** The tables of the sign-in library keep its own types (JavaScript dates, text ids). */
const moment = (name: string) => datetime(name, { mode: 'date', fsp: 3 });

/** People who sign in. Roles: admin, manager, viewer; pay is a right of its own (product.md, Admin). */
export const users = mysqlTable(
  'users',
  {
    id: varchar('id', { length: 64 }).primaryKey(),
    name: varchar('name', { length: 191 }).notNull(),
    email: varchar('email', { length: 191 }).notNull(),
    emailVerified: boolean('email_verified').notNull().default(false),
    image: varchar('image', { length: 500 }),
    role: mysqlEnum('role', ['admin', 'manager', 'viewer']).notNull().default('viewer'),
    canSeePay: boolean('can_see_pay').notNull().default(false),
    /** True while the person still uses a password that somebody else made. */
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    /** Sees every site, also later ones; else those of user_sites alone. */
    allSites: boolean('all_sites').notNull().default(true),
    /** True once a code of the person's authenticator was accepted. */
    twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
    /** Cannot sign in since then; null: can. */
    deactivatedAt: moment('deactivated_at'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [uniqueIndex('uq_users_email').on(t.email)],
);

/** The sites of people who do not see all. */
export const userSites = mysqlTable(
  'user_sites',
  {
    userId: varchar('user_id', { length: 64 })
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
  },
  (t) => [
    // serves: sites of a session's person
    primaryKey({ name: 'pk_user_sites', columns: [t.userId, t.siteId] }),
    // serves: foreign key
    index('ix_user_sites_site').on(t.siteId),
  ],
);

/** Second factors; secret and backup codes are encrypted with AUTH_SECRET by the sign-in library. */
export const twoFactors = mysqlTable(
  'two_factors',
  {
    id: varchar('id', { length: 64 }).primaryKey(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: varchar('user_id', { length: 64 })
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** False until the first code was accepted. */
    verified: boolean('verified').notNull().default(true),
    /** Wrong codes in a row, over all attempts to sign in, and until when no more are taken. */
    failedVerificationCount: int('failed_verification_count').notNull().default(0),
    lockedUntil: moment('locked_until'),
  },
  (t) => [
    // serves: second factor of a person at sign-in
    uniqueIndex('uq_two_factors_user').on(t.userId),
  ],
);

export const sessions = mysqlTable(
  'sessions',
  {
    id: varchar('id', { length: 64 }).primaryKey(),
    expiresAt: moment('expires_at').notNull(),
    token: keyText('token', { length: 191 }).notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    ipAddress: varchar('ip_address', { length: 64 }),
    userAgent: varchar('user_agent', { length: 500 }),
    userId: varchar('user_id', { length: 64 })
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (t) => [
    // serves: session of a request
    uniqueIndex('uq_sessions_token').on(t.token),
    // serves: sessions of a person
    index('ix_sessions_user').on(t.userId),
  ],
);

export const accounts = mysqlTable(
  'accounts',
  {
    id: varchar('id', { length: 64 }).primaryKey(),
    accountId: varchar('account_id', { length: 191 }).notNull(),
    providerId: varchar('provider_id', { length: 64 }).notNull(),
    userId: varchar('user_id', { length: 64 })
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: varchar('scope', { length: 500 }),
    password: varchar('password', { length: 500 }),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    // serves: password of a person at sign-in
    index('ix_accounts_user').on(t.userId, t.providerId),
  ],
);

export const verifications = mysqlTable(
  'verifications',
  {
    id: varchar('id', { length: 64 }).primaryKey(),
    identifier: varchar('identifier', { length: 191 }).notNull(),
    value: text('value').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    // serves: look-up of a pending verification
    index('ix_verifications_identifier').on(t.identifier),
  ],
);

/** Keys of programs: only the hash is kept (operations.md, Security). Scopes: read, ingest, admin, comma separated. */
export const apiKeys = mysqlTable(
  'api_keys',
  {
    id: id(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    name: varchar('name', { length: 120 }).notNull(),
    prefix: keyText('prefix', { length: 16 }).notNull(),
    keyHash: keyText('key_hash', { length: 64 }).notNull(),
    scopes: varchar('scopes', { length: 64 }).notNull(),
    createdBy: varchar('created_by', { length: 64 }).notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    // serves: key of a request
    uniqueIndex('uq_api_keys_hash').on(t.keyHash),
    // serves: keys of a site
    index('ix_api_keys_site').on(t.siteId),
  ],
);

/** Paired TV screens (product.md, TV). */
export const tvScreens = mysqlTable(
  'tv_screens',
  {
    id: id(),
    siteId: ref('site_id')
      .notNull()
      .references(() => sites.id),
    name: varchar('name', { length: 120 }).notNull(),
    tokenHash: keyText('token_hash', { length: 64 }),
    settings: jsonValue('settings').notNull(),
    status: varchar('status', { length: 32 }).notNull(),
    version: int('version').notNull().default(1),
    createdAt: instant('created_at'),
    lastSeenAt: instant('last_seen_at'),
    /** When the screen last drew something, and the build it runs. */
    lastPaintAt: instant('last_paint_at'),
    build: varchar('build', { length: 64 }),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    // serves: screen of a request
    uniqueIndex('uq_tv_screens_token').on(t.tokenHash),
    // serves: screens of a site
    index('ix_tv_screens_site').on(t.siteId),
  ],
);

/** Screens that show a code and wait for an admin to type it. A row goes when its screen is paired or the code has expired. */
export const tvPairings = mysqlTable(
  'tv_pairings',
  {
    id: id(),
    /** Six characters, shown on the screen. */
    code: keyText('code', { length: 6 }).notNull(),
    /** Of the secret that the waiting browser holds. */
    deviceHash: keyText('device_hash', { length: 64 }).notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** The screen that an admin made of it. */
    screenId: ref('screen_id').references(() => tvScreens.id),
  },
  (t) => [
    // serves: code that an admin typed
    uniqueIndex('uq_tv_pairings_code').on(t.code),
    // serves: pairing of a waiting screen
    uniqueIndex('uq_tv_pairings_device').on(t.deviceHash),
    // serves: foreign key
    index('ix_tv_pairings_screen').on(t.screenId),
  ],
);
