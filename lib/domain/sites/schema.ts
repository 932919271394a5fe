import { z } from 'zod';

const hours = z.number().positive().max(48);

/** `sites.settings` (contract.md 3) with the defaults of domain.md. */
export const siteSettingsSchema = z.object({
  maxOpenHours: hours.default(14),
  minOpenHours: hours.default(4),
  chainGapHours: hours.default(2),
  chainSpanHours: hours.default(16),
  targetDaysPerMonth: z.number().positive().max(31).default(22),
  salaryDaysPerMonth: z.number().positive().max(31).default(26),
  salaryHoursPerDay: z.number().positive().max(24).default(8),
  queueLimit: z.number().int().positive().default(300),
  autoLinkEmail: z.boolean().default(true),
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
