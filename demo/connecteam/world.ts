import type {
  Activity,
  AutoClockOutMode,
  BreakLayout,
  ManualBreak,
  PunchSource,
  Shift,
  TimeOffRequest,
  TimePoint,
} from './model';
import { WorldClocks } from './world-clocks';
import type { BreakChanges, NewBreak, NewShift, NewTimeOff, Punch, ShiftChanges } from './world-input';
import { found } from './world-people';
import { dayOf } from './zone';

const OFFLINE_LIMIT_SECONDS = 12 * 3600;

/**
 * The simulated company. Verbs change it the way people and admins do and raise the webhook events that
 * Connecteam would send; the REST replies are drawn from it. Instants are epoch seconds.
 * A verb that cannot be done (unknown id, nobody clocked in) throws RangeError.
 */
export class ConnecteamWorld extends WorldClocks {
  readonly activities = new Map<string, Activity>();
  readonly #byUser = new Map<number, Map<string, Activity>>();

  /** Everything recorded for a person, in order of creation. */
  activitiesOf(userId: number): Activity[] {
    return [...(this.#byUser.get(userId)?.values() ?? [])];
  }

  shift(shiftId: string): Shift {
    const activity = this.activities.get(shiftId);
    return found(activity?.kind === 'shift' ? activity : undefined, `shift ${shiftId}`);
  }

  manualBreak(breakId: string): ManualBreak {
    const activity = this.activities.get(breakId);
    return found(activity?.kind === 'manual_break' ? activity : undefined, `break ${breakId}`);
  }

  openShift(userId: number, clockId?: number): Shift | null {
    for (const one of this.#byUser.get(userId)?.values() ?? []) {
      if (one.kind === 'shift' && one.end === null && (clockId === undefined || one.clockId === clockId)) return one;
    }
    return null;
  }

  openBreak(userId: number, clockId?: number): ManualBreak | null {
    for (const one of this.#byUser.get(userId)?.values() ?? []) {
      if (one.kind === 'manual_break' && one.end === null && (clockId === undefined || one.clockId === clockId)) {
        return one;
      }
    }
    return null;
  }

  clockIn(userId: number, clockId: number, punch: Punch & { jobId?: string; subJobId?: string } = {}): Shift {
    this.#checkMayPunch(userId, clockId);
    if (this.openShift(userId, clockId) || this.openBreak(userId, clockId)) {
      throw new RangeError(`User ${userId} is already clocked in at clock ${clockId}; clock out first`);
    }
    const shift = this.#newShift(userId, clockId, this.#point(clockId, punch), punch);
    this.#add(shift, 'clock_in');
    return shift;
  }

  /** A punch that the phone kept while offline: up to 12 hours old, never in the future (connecteam-api.md 7.10). */
  offlineClockIn(userId: number, clockId: number, punch: Punch & { at: number; jobId?: string }): Shift {
    const age = this.now() - punch.at;
    if (age < 0 || age > OFFLINE_LIMIT_SECONDS) {
      throw new RangeError('An offline punch is at most 12 hours old and never in the future');
    }
    return this.clockIn(userId, clockId, punch);
  }

  /** Closes the open shift, or the open break and what it interrupted. `auto` marks a clock-out by the system. */
  clockOut(userId: number, punch: Punch & { clockId?: number; auto?: AutoClockOutMode } = {}): Shift | ManualBreak {
    const onBreak = this.openBreak(userId, punch.clockId);
    const shift = this.openShift(userId, onBreak?.clockId ?? punch.clockId);
    const last = found(shift ?? onBreak ?? undefined, `open shift of user ${userId}`);
    const source: PunchSource | undefined = punch.auto ? { type: 'autoClockOut', mode: punch.auto } : punch.source;
    for (const activity of [onBreak, shift]) {
      if (!activity) continue;
      this.#close(activity, { ...punch, source });
      if (punch.auto) {
        activity.isAutoClockOut = true;
        if (this.modes.autoClockOutSetsModifiedAt) activity.modifiedAt = this.now();
      }
      this.#activityEvent(activity, punch.auto ? 'auto_clock_out' : 'clock_out');
    }
    return last;
  }

  /** Closes the open shift and opens one on the other job in the same second. */
  switchJob(userId: number, punch: Punch & { jobId: string; clockId?: number }): Shift {
    const before = found(this.openShift(userId, punch.clockId) ?? undefined, `open shift of user ${userId}`);
    this.#checkMayPunch(userId, before.clockId);
    const at = punch.at ?? this.now();
    this.clockOut(userId, { ...punch, at, clockId: before.clockId });
    return this.clockIn(userId, before.clockId, { ...punch, at });
  }

  /** `split` (default) closes the shift first; `overlapping` leaves it open under the break. */
  startBreak(
    userId: number,
    punch: Punch & { breakTypeId: string; layout?: BreakLayout; clockId?: number },
  ): ManualBreak {
    const shift = found(this.openShift(userId, punch.clockId) ?? undefined, `open shift of user ${userId}`);
    if (this.openBreak(userId, shift.clockId)) throw new RangeError(`User ${userId} is already on a break`);
    const breakTypeId = this.#breakTypeId(shift.clockId, punch.breakTypeId);
    const layout = punch.layout ?? 'split';
    if (layout === 'split') {
      this.#close(shift, punch);
      this.#activityEvent(shift, 'clock_out');
    }
    const start = this.#point(shift.clockId, punch);
    const onBreak = this.#newBreak(userId, shift.clockId, breakTypeId, start, layout, shift.jobId);
    this.#add(onBreak, 'clock_in');
    return onBreak;
  }

  /** Ends the open break; after a split one work goes on in a new shift on the same job, unless `resume` is false. */
  endBreak(userId: number, punch: Punch & { clockId?: number; resume?: boolean } = {}): ManualBreak {
    const onBreak = found(this.openBreak(userId, punch.clockId) ?? undefined, `open break of user ${userId}`);
    const resumes = onBreak.layout === 'split' && punch.resume !== false;
    if (resumes) this.#checkMayPunch(userId, onBreak.clockId);
    this.#close(onBreak, punch);
    this.#activityEvent(onBreak, 'clock_out');
    if (resumes) {
      this.clockIn(userId, onBreak.clockId, { ...punch, jobId: onBreak.resumeJobId ?? undefined });
    }
    return onBreak;
  }

  /** A shift entered by an admin, often in the past. */
  addShift(input: NewShift): Shift {
    this.#checkMayPunch(input.userId, input.clockId);
    const start = this.#point(input.clockId, {
      at: input.start,
      timezone: input.startTimezone,
      source: input.source,
    });
    const shift = this.#newShift(input.userId, input.clockId, start, input);
    shift.createdAt = input.createdAt === undefined ? this.now() : input.createdAt;
    shift.schedulerShiftId = input.schedulerShiftId ?? null;
    shift.shiftAttachments = input.shiftAttachments ?? null;
    shift.isAutoClockOut = input.isAutoClockOut ?? false;
    this.#applyTimesAndNotes(shift, { ...input, start: undefined });
    this.#add(shift, input.eventType ?? 'admin_add');
    return shift;
  }

  /** An edit by an admin: same id, `modifiedAt` set. An end of null reopens the shift. */
  editShift(shiftId: string, changes: ShiftChanges): Shift {
    const shift = this.shift(shiftId);
    this.#applyTimesAndNotes(shift, changes);
    if (changes.jobId !== undefined) shift.jobId = changes.jobId;
    if (changes.subJobId !== undefined) shift.subJobId = changes.subJobId;
    if (changes.shiftAttachments !== undefined) shift.shiftAttachments = changes.shiftAttachments;
    this.#markEdited(shift, changes.eventType);
    return shift;
  }

  deleteShift(shiftId: string, options: { eventType?: string } = {}): void {
    this.#remove(this.shift(shiftId), options.eventType ?? 'admin_delete');
  }

  /** What a geofence-approved clock-out does: the old shift goes, the same work comes back under a new id. */
  recreateShift(shiftId: string, changes: { end?: number; eventType?: string } = {}): Shift {
    const old = this.shift(shiftId);
    this.#remove(old, null);
    const shift: Shift = { ...old, id: this.ids.activityId(), createdAt: this.now(), modifiedAt: null };
    if (changes.end !== undefined) shift.end = this.#point(shift.clockId, { at: changes.end });
    this.#add(shift, changes.eventType ?? 'admin_approved_clock_out_outside_geo_fence_request');
    return shift;
  }

  addBreak(input: NewBreak): ManualBreak {
    this.#checkMayPunch(input.userId, input.clockId);
    const start = this.#point(input.clockId, { at: input.start, timezone: input.timezone });
    const breakTypeId = this.#breakTypeId(input.clockId, input.breakTypeId);
    const added = this.#newBreak(input.userId, input.clockId, breakTypeId, start, 'overlapping', null);
    added.createdAt = input.createdAt === undefined ? this.now() : input.createdAt;
    this.#applyTimesAndNotes(added, { ...input, start: undefined, endTimezone: input.timezone });
    this.#add(added, input.eventType ?? 'admin_add');
    return added;
  }

  editBreak(breakId: string, changes: BreakChanges): ManualBreak {
    const edited = this.manualBreak(breakId);
    const { breakTypeId } = changes;
    const manualBreakId = breakTypeId ? this.#breakTypeId(edited.clockId, breakTypeId) : edited.manualBreakId;
    this.#applyTimesAndNotes(edited, changes);
    edited.manualBreakId = manualBreakId;
    this.#markEdited(edited, changes.eventType);
    return edited;
  }

  deleteBreak(breakId: string, options: { eventType?: string } = {}): void {
    this.#remove(this.manualBreak(breakId), options.eventType ?? 'admin_delete');
  }

  /** A request; only an approved one (default) also becomes a time activity of the clock. */
  addTimeOff(input: NewTimeOff): TimeOffRequest {
    const zone = this.clock(input.clockId).timezone;
    const policyTypeId = input.policyTypeId ?? this.ids.uuid();
    const request: TimeOffRequest = {
      id: this.ids.activityId(),
      userId: this.user(input.userId).userId,
      policyTypeId,
      startDate: dayOf(input.start, zone),
      endDate: dayOf(input.end, zone),
      status: input.status ?? 'approved',
      isAllDay: input.isAllDay ?? true,
    };
    this.timeOffRequests.push(request);
    if (request.status === 'approved') {
      const start = this.#point(input.clockId, { at: input.start });
      this.#add(
        {
          ...this.#base(input.userId, input.clockId, start),
          kind: 'time_off',
          end: this.#point(input.clockId, { at: input.end }),
          createdAt: this.now(),
          policyTypeId,
          duration: input.duration ?? { value: 1, units: 'days' },
          isAllDay: request.isAllDay,
        },
        'admin_add',
      );
    }
    return request;
  }

  /** Ends every delay of `newRowsVisibleAfterSeconds`. */
  showHiddenRows(): void {
    for (const activity of this.activities.values()) activity.visibleFrom = Number.NEGATIVE_INFINITY;
  }

  override deleteUser(userId: number): void {
    super.deleteUser(userId);
    for (const activity of this.activitiesOf(userId)) this.activities.delete(activity.id);
    this.#byUser.delete(userId);
  }

  override removeClock(clockId: number): void {
    super.removeClock(clockId);
    for (const activity of this.activities.values()) if (activity.clockId === clockId) this.#remove(activity, null);
  }

  #checkMayPunch(userId: number, clockId: number): void {
    const clock = this.clock(clockId);
    if (clock.isArchived) throw new RangeError(`Clock ${clockId} is archived and takes no new entries`);
    if (!clock.userIds.has(this.user(userId).userId)) {
      throw new RangeError(`User ${userId} is not assigned to clock ${clockId}; call assignUser first`);
    }
  }

  #breakTypeId(clockId: number, breakTypeId: string): string {
    const known = this.clock(clockId).breakTypes.find((breakType) => breakType.id === breakTypeId);
    return found(known, `break type ${breakTypeId} at clock ${clockId}`).id;
  }

  #point(clockId: number, punch: Punch): TimePoint {
    return {
      timestamp: punch.at ?? this.now(),
      timezone: punch.timezone ?? this.clock(clockId).timezone,
      locationData: punch.locationData ?? null,
      geofenceId: punch.geofenceId ?? null,
      source: punch.source ?? null,
    };
  }

  #base(userId: number, clockId: number, start: TimePoint) {
    return {
      id: this.ids.activityId(),
      clockId,
      userId,
      start,
      end: null,
      createdAt: start.timestamp,
      modifiedAt: null,
      managerNote: null,
      employeeNote: null,
      visibleFrom: this.now() + this.modes.newRowsVisibleAfterSeconds,
    };
  }

  #newShift(
    userId: number,
    clockId: number,
    start: TimePoint,
    work: { jobId?: string | null; subJobId?: string | null },
  ): Shift {
    return {
      ...this.#base(userId, clockId, start),
      kind: 'shift',
      jobId: work.jobId ?? null,
      subJobId: work.subJobId ?? null,
      schedulerShiftId: null,
      shiftAttachments: null,
      isAutoClockOut: false,
    };
  }

  #newBreak(
    userId: number,
    clockId: number,
    manualBreakId: string,
    start: TimePoint,
    layout: BreakLayout,
    resumeJobId: string | null,
  ): ManualBreak {
    return {
      ...this.#base(userId, clockId, start),
      kind: 'manual_break',
      manualBreakId,
      isAutoClockOut: false,
      layout,
      resumeJobId,
    };
  }

  #close(activity: Shift | ManualBreak, punch: Punch): void {
    const end = this.#point(activity.clockId, punch);
    checkOrder(activity.start.timestamp, end.timestamp);
    activity.end = end;
  }

  #applyTimesAndNotes(activity: Shift | ManualBreak, changes: ShiftChanges): void {
    const start: TimePoint = {
      ...activity.start,
      timestamp: changes.start ?? activity.start.timestamp,
      timezone: changes.startTimezone ?? activity.start.timezone,
    };
    const end = this.#changedEnd(activity, changes);
    if (end) checkOrder(start.timestamp, end.timestamp);
    activity.start = start;
    activity.end = end;
    if (changes.managerNote !== undefined) activity.managerNote = changes.managerNote;
    if (changes.employeeNote !== undefined) activity.employeeNote = changes.employeeNote;
  }

  #changedEnd(activity: Shift | ManualBreak, changes: ShiftChanges): TimePoint | null {
    if (changes.end === null) return null;
    const timestamp = changes.end ?? activity.end?.timestamp;
    if (timestamp === undefined) return null;
    const before = activity.end ?? this.#point(activity.clockId, { source: activity.start.source ?? undefined });
    return { ...before, timestamp, timezone: changes.endTimezone ?? before.timezone };
  }

  #markEdited(activity: Shift | ManualBreak, eventType = 'admin_edit'): void {
    activity.modifiedAt = this.now();
    if (this.modes.autoClockOutFlagOnEdit === 'cleared') activity.isAutoClockOut = false;
    this.#activityEvent(activity, eventType);
  }

  #add(activity: Activity, eventType: string): void {
    this.activities.set(activity.id, activity);
    const own = this.#byUser.get(activity.userId) ?? new Map<string, Activity>();
    this.#byUser.set(activity.userId, own.set(activity.id, activity));
    this.#activityEvent(activity, eventType);
  }

  #remove(activity: Activity, eventType: string | null): void {
    this.activities.delete(activity.id);
    this.#byUser.get(activity.userId)?.delete(activity.id);
    if (eventType === null) return;
    const { id: activityId, kind: activityType, userId, clockId } = activity;
    this.emit({ feature: 'time_activity', eventType, activityType, userId, clockId, activityId, activity: null });
  }

  #activityEvent(activity: Activity, eventType: string): void {
    const { id: activityId, kind: activityType, userId, clockId } = activity;
    this.emit({ feature: 'time_activity', eventType, activityType, userId, clockId, activityId, activity });
  }
}

/** Zero length is allowed: Connecteam has such shifts. */
function checkOrder(start: number, end: number): void {
  if (end < start) throw new RangeError(`The end ${end} lies before the start ${start}`);
}
