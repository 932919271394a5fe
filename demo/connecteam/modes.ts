import * as z from 'zod';

/**
 * The switches of the simulator. Where Connecteam's behaviour is unknown (connecteam-api.md 10) there is one
 * value per reading, so that the integration can be tested against all of them.
 */
export const modesSchema = z.object({
  /** false: `/time-clock`, `/jobs` and `/scheduler` answer 403. */
  operationsHub: z.boolean(),
  /** false: `/time-off` answers 403. */
  hrHub: z.boolean(),
  /** Which days a shift belongs to when it crosses midnight. */
  activityMatch: z.enum(['start_day', 'overlap']),
  endDate: z.enum(['inclusive', 'exclusive']),
  /** The zone in which startDate and endDate are cut. */
  dayZone: z.enum(['clock', 'utc']),
  /** How the days of a range are counted against the caps of 92, 45 and 365. */
  rangeCap: z.enum(['difference', 'inclusive_days']),
  /** Archived people in time-activities: with their rows, not listed at all, or listed with three empty arrays. */
  archivedPeople: z.enum(['shown', 'hidden', 'listed_empty']),
  /** People removed from a clock. Connecteam hides them; the other reading is for an unfiltered read only. */
  unassignedPeople: z.enum(['hidden', 'shown']),
  jobsPaging: z.enum(['top', 'data']),
  usersTotal: z.boolean(),
  defaultUserOrder: z.enum(['oldest_first', 'newest_first']),
  /** Happens once, right after the next users page that has a successor; then falls back to `nothing`. */
  betweenPages: z.enum(['nothing', 'create_user', 'archive_user']),
  /** What an edit by an admin does to isAutoClockOut. */
  autoClockOutFlagOnEdit: z.enum(['kept', 'cleared']),
  autoClockOutSetsModifiedAt: z.boolean(),
  archivingSetsModifiedAt: z.boolean(),
  /** The status under the throttling body. */
  throttleStatus: z.union([z.literal(429), z.literal(200)]),
  refusedCallsCount: z.boolean(),
  validationReply: z.enum(['domain_400', 'list_422']),
  nullFields: z.enum(['dropped', 'explicit']),
  /** Adds fields that no client knows to every row of people, shifts, breaks and time off. */
  extraFields: z.boolean(),
  unknownPath: z.enum(['redirect', 'html']),
  badBearerStatus: z.union([z.literal(401), z.literal(403)]),
  /** Whom pay-rates covers when userIds is left out. */
  payRatesCover: z.enum(['active', 'all']),
  /** The server's clock minus the real one. */
  clockSkewSeconds: z.int(),
  /** Calls of other integrations, charged at the start of every minute window. */
  backgroundCallsPerMinute: z.int().min(0),
  /** A new activity shows in the API only after so many seconds, while its webhook leaves at once. */
  newRowsVisibleAfterSeconds: z.int().min(0),
  /** Connecteam takes https only; a local receiver is plain http. */
  allowHttpWebhooks: z.boolean(),
});

export type Modes = z.infer<typeof modesSchema>;

export function defaultModes(): Modes {
  return {
    operationsHub: true,
    hrHub: true,
    activityMatch: 'start_day',
    endDate: 'inclusive',
    dayZone: 'clock',
    rangeCap: 'difference',
    archivedPeople: 'shown',
    unassignedPeople: 'hidden',
    jobsPaging: 'top',
    usersTotal: true,
    defaultUserOrder: 'oldest_first',
    betweenPages: 'nothing',
    autoClockOutFlagOnEdit: 'kept',
    autoClockOutSetsModifiedAt: false,
    archivingSetsModifiedAt: true,
    throttleStatus: 429,
    refusedCallsCount: false,
    validationReply: 'domain_400',
    nullFields: 'dropped',
    extraFields: false,
    unknownPath: 'redirect',
    badBearerStatus: 401,
    payRatesCover: 'active',
    clockSkewSeconds: 0,
    backgroundCallsPerMinute: 0,
    newRowsVisibleAfterSeconds: 0,
    allowHttpWebhooks: false,
  };
}
