import * as z from 'zod';
import { paceForecast, pacePoint } from '@/lib/domain/pace/schema';
import { CODE_ALPHABET, CODE_LENGTH, NAME_FORMATS, normalCode, SCREEN_BOARDS, SCREEN_THEMES } from './rules';

const instant = z.iso.datetime();
const isoDay = z.iso.date();
const count = z.number().int().min(0);
const name = z.string().trim().min(1, 'give the screen a name').max(120);

/** What a screen shows and how. */
export const screenSettings = z.strictObject({
  /** Shown one after the other; a single one stays. */
  playlist: z
    .array(z.strictObject({ board: z.enum(SCREEN_BOARDS), seconds: z.number().int().min(5).max(3_600) }))
    .min(1, 'choose at least one board')
    .max(20)
    .default([
      { board: 'leaderboard', seconds: 40 },
      { board: 'pace', seconds: 20 },
      { board: 'departments', seconds: 20 },
      { board: 'heat', seconds: 20 },
    ]),
  theme: z.enum(SCREEN_THEMES).default('calm'),
  nameFormat: z.enum(NAME_FORMATS).default('short'),
  /** Only departments and the whole site, no people. */
  isTeamsOnly: z.boolean().default(false),
  /** Of the leaderboard at most so many people are shown, from the top. */
  cut: z.number().int().min(2).max(50).default(12),
  hasTicker: z.boolean().default(true),
  hasSound: z.boolean().default(false),
  /** 0 to 1 */
  volume: z.number().min(0).max(1).default(0.5),
  /** Darker while nobody is at work. */
  isDimmedWhenEmpty: z.boolean().default(true),
});
export type ScreenSettings = z.infer<typeof screenSettings>;

/** What an admin types from the screen. */
export const pairingCode = z
  .string()
  .transform(normalCode)
  .refine(
    (code) => code.length === CODE_LENGTH && [...code].every((letter) => CODE_ALPHABET.includes(letter)),
    `type the ${CODE_LENGTH} characters that the screen shows`,
  );

/** Body of `POST /api/admin/screens`. */
export const newScreen = z.strictObject({ code: pairingCode, name, settings: screenSettings.optional() });
export const newScreenAnswer = z.object({ id: z.number().int() });
/** Body of `PATCH /api/admin/screens/:id`; `version` is the one that was read, so that two admins do not undo each other. */
export const screenChanges = z.strictObject({
  version: z.number().int().min(1),
  name: name.optional(),
  settings: screenSettings.optional(),
});
export type ScreenChanges = z.infer<typeof screenChanges>;
export const screenParams = z.object({ id: z.coerce.number().int().min(1).max(4_294_967_295) });
export const emptyBody = z.strictObject({});

/** Answer to a change. */
export const doneAnswer = z.object({ status: z.string() });

/** A screen as admins see it. */
export const listedScreen = z.object({
  id: z.number().int(),
  name: z.string(),
  /** `approved`: an admin has typed its code, and the screen has not fetched its token yet. */
  status: z.enum(['approved', 'active', 'revoked']),
  isOnline: z.boolean(),
  version: z.number().int(),
  settings: screenSettings,
  createdAt: instant.nullable(),
  lastSeenAt: instant.nullable(),
  lastPaintAt: instant.nullable(),
  /** The build it runs, and whether that is the one of the server. */
  build: z.string().nullable(),
  isCurrentBuild: z.boolean().nullable(),
  revokedAt: instant.nullable(),
});
export type ListedScreen = z.infer<typeof listedScreen>;
/** Answer of `GET /api/admin/screens`, by name, revoked ones last. */
export const screenList = z.object({ asOf: instant, rows: z.array(listedScreen) });
export type ScreenList = z.infer<typeof screenList>;

/** Answer of `POST /api/tv/pairings`. */
export const startedPairing = z.object({
  code: z.string(),
  expiresAt: instant,
  /** Where an admin types it. */
  approveUrl: z.string(),
});
export type StartedPairing = z.infer<typeof startedPairing>;
/** Answer of `GET /api/tv/pairings/current`. `none`: there is no code any more, get a new one. */
export const pairingState = z.object({ status: z.enum(['waiting', 'paired', 'none']) });

/** Answer of `GET /api/tv/screen`: what the screen itself is told. */
export const ownScreen = z.object({
  id: z.number().int(),
  name: z.string(),
  version: z.number().int(),
  settings: screenSettings,
  site: z.object({ name: z.string(), timeZone: z.string() }),
  now: instant,
  build: z.string(),
  isDemo: z.boolean(),
});
export type OwnScreen = z.infer<typeof ownScreen>;

/** Body of `POST /api/tv/beat`: a screen says that it draws. */
export const screenBeat = z.strictObject({
  build: z.string().min(1).max(64),
  paintedAgoSeconds: z.number().int().min(0).max(86_400),
});

const person = z.object({
  employeeId: z.number().int(),
  /** As this screen calls people. */
  name: z.string(),
});

/** Everything that the boards of a site draw and no more: prepared once for all screens that show the same people. */
export const screenFloor = z.object({
  /** Of its oldest part. */
  asOf: instant,
  state: z.enum(['live', 'stale']),
  date: isoDay,
  /** People clocked in, also on a break. */
  clockedIn: count,
  sources: z.array(z.object({ label: z.string(), isGood: z.boolean(), lastGoodAt: instant.nullable() })),
  site: z.object({
    finishedItems: count,
    goalItems: count.nullable(),
  }),
  /** From the top down to the cut. Empty for teams only. */
  people: z.array(
    person.extend({
      rank: z.number().int().min(1),
      points: z.number(),
      streak: count,
      yesterdayRank: z.number().int().min(1).nullable(),
      parts: z.array(z.object({ colour: z.number().int().min(1).max(8), points: z.number() })),
    }),
  ),
  departments: z.array(
    z.object({
      department: z.string(),
      colour: z.number().int().min(1).max(8),
      points: z.number(),
      people: count,
      itemsPerHour: z.number().nullable(),
    }),
  ),
  pace: z.object({
    asOf: instant,
    endsAt: instant,
    finishedItems: count,
    goalItems: count.nullable(),
    targetNow: count.nullable(),
    /** Quarters of an hour, of the part of the day in which anything is. */
    points: z.array(pacePoint.omit({ lastWeek: true })),
    forecast: paceForecast,
  }),
  heat: z.object({
    hours: z.array(z.string()),
    rows: z.array(
      z.object({
        department: z.string(),
        colour: z.number().int().min(1).max(8),
        items: z.array(count.nullable()),
      }),
    ),
  }),
  /** Streaks and awards: empty where neither board nor ticker tells them. */
  streaks: z.array(person.extend({ streak: count, isBest: z.boolean() })),
  awards: z.array(person.extend({ label: z.string(), date: isoDay })),
});
export type ScreenFloor = z.infer<typeof screenFloor>;
