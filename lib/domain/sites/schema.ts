import * as z from 'zod';
import { isTimeZone } from '../../platform/time/zone';
import { NAME_FORMATS } from '../screens/rules';

const hours = z.number().positive().max(48);

const settings = {
  maxOpenHours: hours,
  minOpenHours: hours,
  chainGapHours: hours,
  chainSpanHours: hours,
  targetDaysPerMonth: z.number().positive().max(31),
  salaryDaysPerMonth: z.number().positive().max(31),
  salaryHoursPerDay: z.number().positive().max(24),
  queueLimit: z.number().int().positive(),
  autoLinkEmail: z.boolean(),
  /** How a new screen writes names. */
  nameFormat: z.enum(NAME_FORMATS),
};

/** `sites.settings` (contract.md 3) with the defaults of domain.md. */
export const siteSettingsSchema = z.object({
  maxOpenHours: settings.maxOpenHours.default(14),
  minOpenHours: settings.minOpenHours.default(4),
  chainGapHours: settings.chainGapHours.default(2),
  chainSpanHours: settings.chainSpanHours.default(16),
  targetDaysPerMonth: settings.targetDaysPerMonth.default(22),
  salaryDaysPerMonth: settings.salaryDaysPerMonth.default(26),
  salaryHoursPerDay: settings.salaryHoursPerDay.default(8),
  queueLimit: settings.queueLimit.default(300),
  autoLinkEmail: settings.autoLinkEmail.default(true),
  nameFormat: settings.nameFormat.default('short'),
  /** Jobs that run only when a person orders them, see lib/domain/jobs. */
  pausedJobs: z.array(z.string().max(48)).default([]),
});
export type SiteSettings = z.infer<typeof siteSettingsSchema>;

/** A site as the rest of the code sees it. */
export type Site = {
  id: number;
  code: string;
  name: string;
  timeZone: string;
  /** HH:MM local */
  dayStart: string;
  /** 1 = Monday .. 7 */
  weekStart: number;
  currency: string;
  dailyGoalItems: number | null;
  defaultHourlyCents: number;
  settings: SiteSettings;
};

/** What an admin may change of a site; what is left out stays. */
export const siteChanges = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  timeZone: z.string().max(64).refine(isTimeZone, 'must be an IANA time zone such as America/Chicago').optional(),
  dayStart: z
    .string()
    .regex(/^(0\d|1[01]):[0-5]\d$|^12:00$/, 'must be HH:MM from 00:00 to 12:00')
    .optional(),
  weekStart: z.number().int().min(1).max(7).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three letters such as USD')
    .optional(),
  defaultHourlyCents: z.number().int().min(0).max(10_000_000).optional(),
  /** Finished items a day from today on; null: no goal. */
  dailyGoalItems: z.number().int().min(1).max(100_000_000).nullable().optional(),
  settings: z.strictObject(settings).partial().optional(),
});
export type SiteChanges = z.infer<typeof siteChanges>;

const revision = z.string().max(32).optional();
/** Body of `PATCH /api/admin/settings` and of its preview; `revision` is the one of what the editor saw. */
export const siteEdit = z.strictObject({ changes: siteChanges, revision });
export type SiteEdit = z.infer<typeof siteEdit>;
export const siteEditAnswer = z.object({ recalculationId: z.number().int().nullable() });

/** What only those see and change who may see pay. */
export const PAY_SETTINGS = ['defaultHourlyCents', 'salaryDaysPerMonth', 'salaryHoursPerDay'] as const;

/** Answer of `GET /api/admin/settings`. */
export const siteState = z.object({
  asOf: z.iso.datetime(),
  code: z.string(),
  revision: z.string(),
  name: z.string(),
  timeZone: z.string(),
  dayStart: z.string(),
  weekStart: z.number().int(),
  currency: z.string(),
  dailyGoalItems: z.number().int().nullable(),
  settings: siteSettingsSchema.omit({ salaryDaysPerMonth: true, salaryHoursPerDay: true, pausedJobs: true }),
  /** Only for those who may see pay. */
  pay: z
    .object({ defaultHourlyCents: z.number().int(), salaryDaysPerMonth: z.number(), salaryHoursPerDay: z.number() })
    .optional(),
  /** Zones that can be chosen. */
  timeZones: z.array(z.string()),
});
export type SiteState = z.infer<typeof siteState>;
