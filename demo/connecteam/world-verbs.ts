import * as z from 'zod';
import { type Verb, verb } from './control-verb';

const instant = z.int().min(0);
const userId = z.int().positive();
const clockId = z.int().positive();
const activityId = z.string().regex(/^[0-9a-f]{24}$/);
const note = z.string().nullish();
const punch = {
  at: instant.optional(),
  timezone: z.string().optional(),
  source: z
    .object({
      type: z.enum(['nfc', 'mobile', 'pc', 'kiosk', 'api', 'admin']),
      id: z.string().optional(),
      name: z.string().optional(),
    })
    .optional(),
};
const autoMode = z.enum([
  'dailyLimit',
  'hourLimit',
  'schedulerShiftEnded',
  'geofenceExit',
  'disabledGps',
  'disabledGpsPermission',
]);
const person = {
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().nullable().optional(),
  phoneNumber: z.string().optional(),
  kioskCode: z.string().nullable().optional(),
  userType: z.enum(['user', 'manager', 'owner', 'admin']).optional(),
};
const shiftDetails = {
  startTimezone: z.string().optional(),
  endTimezone: z.string().optional(),
  jobId: z.string().nullish(),
  subJobId: z.string().nullish(),
  managerNote: note,
  employeeNote: note,
  eventType: z.string().optional(),
};

/** What happens at the simulated company: people, clocks, punches, late edits. */
export const worldVerbs: Record<string, Verb> = {
  addUser: verb(z.strictObject({ ...person, createdAt: instant.optional() }), ({ world }, input) => ({
    userId: world.addUser(input).userId,
  })),
  updateUser: verb(
    z.strictObject({ userId, changes: z.strictObject(person).partial() }),
    ({ world }, { userId, changes }) => void world.updateUser(userId, changes),
  ),
  archiveUser: verb(z.strictObject({ userId }), ({ world }, input) => void world.archiveUser(input.userId)),
  restoreUser: verb(z.strictObject({ userId }), ({ world }, input) => void world.restoreUser(input.userId)),
  deleteUser: verb(z.strictObject({ userId }), ({ world }, input) => world.deleteUser(input.userId)),

  addClock: verb(
    z.strictObject({ name: z.string(), timezone: z.string().optional(), countsOvernight: z.boolean().optional() }),
    ({ world }, input) => ({ clockId: world.addClock(input).id }),
  ),
  archiveClock: verb(z.strictObject({ clockId }), ({ world }, input) => void world.archiveClock(input.clockId)),
  removeClock: verb(z.strictObject({ clockId }), ({ world }, input) => world.removeClock(input.clockId)),
  assignUser: verb(z.strictObject({ clockId, userId }), ({ world }, input) =>
    world.assignUser(input.clockId, input.userId),
  ),
  unassignUser: verb(z.strictObject({ clockId, userId }), ({ world }, input) =>
    world.unassignUser(input.clockId, input.userId),
  ),
  addBreakType: verb(
    z.strictObject({ clockId, name: z.string(), isPaid: z.boolean(), duration: z.int().positive() }),
    ({ world }, { clockId, ...input }) => world.addBreakType(clockId, input),
  ),
  addJob: verb(
    z.strictObject({ title: z.string(), code: z.string().optional(), parentId: z.string().optional() }),
    ({ world }, input) => ({ jobId: world.addJob(input).jobId }),
  ),
  deleteJob: verb(z.strictObject({ jobId: z.string() }), ({ world }, input) => void world.deleteJob(input.jobId)),
  addPayRate: verb(
    z.strictObject({
      userId,
      effectiveDate: z.iso.date(),
      rateType: z.enum(['hourly', 'monthly', 'yearly']).optional(),
      defaultRate: z.number().nullable().optional(),
    }),
    ({ world }, { userId, ...input }) => world.addPayRate(userId, input),
  ),

  clockIn: verb(
    z.strictObject({ userId, clockId, ...punch, jobId: z.string().optional() }),
    ({ world }, { userId, clockId, ...input }) => ({ id: world.clockIn(userId, clockId, input).id }),
  ),
  clockOut: verb(
    z.strictObject({ userId, clockId: clockId.optional(), ...punch, auto: autoMode.optional() }),
    ({ world }, { userId, ...input }) => ({ id: world.clockOut(userId, input).id }),
  ),
  switchJob: verb(
    z.strictObject({ userId, clockId: clockId.optional(), ...punch, jobId: z.string() }),
    ({ world }, { userId, ...input }) => ({ id: world.switchJob(userId, input).id }),
  ),
  startBreak: verb(
    z.strictObject({
      userId,
      clockId: clockId.optional(),
      ...punch,
      breakTypeId: z.string(),
      layout: z.enum(['split', 'overlapping']).optional(),
    }),
    ({ world }, { userId, ...input }) => ({ id: world.startBreak(userId, input).id }),
  ),
  endBreak: verb(
    z.strictObject({ userId, clockId: clockId.optional(), ...punch, resume: z.boolean().optional() }),
    ({ world }, { userId, ...input }) => ({ id: world.endBreak(userId, input).id }),
  ),

  addShift: verb(
    z.strictObject({ userId, clockId, start: instant, end: instant.nullish(), ...shiftDetails }),
    ({ world }, input) => ({ id: world.addShift(input).id }),
  ),
  editShift: verb(
    z.strictObject({ id: activityId, start: instant.optional(), end: instant.nullish(), ...shiftDetails }),
    ({ world }, { id, ...changes }) => ({ id: world.editShift(id, changes).id }),
  ),
  deleteShift: verb(z.strictObject({ id: activityId }), ({ world }, input) => world.deleteShift(input.id)),
  recreateShift: verb(z.strictObject({ id: activityId, end: instant.optional() }), ({ world }, { id, ...changes }) => ({
    id: world.recreateShift(id, changes).id,
  })),
  addBreak: verb(
    z.strictObject({ userId, clockId, breakTypeId: z.string(), start: instant, end: instant.nullish() }),
    ({ world }, input) => ({ id: world.addBreak(input).id }),
  ),
  editBreak: verb(
    z.strictObject({
      id: activityId,
      start: instant.optional(),
      end: instant.nullish(),
      breakTypeId: z.string().optional(),
    }),
    ({ world }, { id, ...changes }) => ({ id: world.editBreak(id, changes).id }),
  ),
  deleteBreak: verb(z.strictObject({ id: activityId }), ({ world }, input) => world.deleteBreak(input.id)),
};
