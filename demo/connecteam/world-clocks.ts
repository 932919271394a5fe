import type {
  BreakType,
  DayState,
  Job,
  PlannedShift,
  Scheduler,
  ShiftAttachmentType,
  TimeClock,
  TimeOffRequest,
} from './model';
import { found, WorldPeople } from './world-people';

export type NewJob = {
  title: string;
  code?: string;
  color?: string;
  description?: string;
  parentId?: string;
  userIds?: number[];
  groupIds?: number[];
  /** Time clocks and schedulers that offer the job. */
  instanceIds?: number[];
  gps?: Job['gps'];
};

/** People plus where they clock in and for what: time clocks, assignments, break types, jobs, schedules. */
export class WorldClocks extends WorldPeople {
  readonly clocks = new Map<number, TimeClock>();
  readonly jobs = new Map<string, Job>();
  readonly schedulers = new Map<number, Scheduler>();
  readonly plannedShifts: PlannedShift[] = [];
  readonly timeOffRequests: TimeOffRequest[] = [];

  /** @throws RangeError when there is no such clock */
  clock(clockId: number): TimeClock {
    return found(this.clocks.get(clockId), `time clock ${clockId}`);
  }

  addClock(input: { name: string; timezone?: string; countsOvernight?: boolean }): TimeClock {
    const clock: TimeClock = {
      id: this.ids.smallId(),
      name: input.name,
      isArchived: false,
      timezone: input.timezone ?? 'America/Chicago',
      countsOvernight: input.countsOvernight ?? false,
      areManualBreaksEnabled: true,
      breakTypes: [],
      shiftAttachments: [],
      userIds: new Set(),
      dayStates: new Map(),
    };
    this.clocks.set(clock.id, clock);
    return clock;
  }

  /** The clock stays listed and readable, but takes no new punches. */
  archiveClock(clockId: number): TimeClock {
    const clock = this.clock(clockId);
    clock.isArchived = true;
    return clock;
  }

  /** From now on its id is unknown to the API. */
  removeClock(clockId: number): void {
    this.clock(clockId);
    this.clocks.delete(clockId);
  }

  assignUser(clockId: number, userId: number): void {
    this.clock(clockId).userIds.add(this.user(userId).userId);
  }

  /** The person vanishes from the clock's listings; the recorded shifts come back with a new assignment. */
  unassignUser(clockId: number, userId: number): void {
    this.clock(clockId).userIds.delete(userId);
  }

  /** @param input.duration whole minutes */
  addBreakType(clockId: number, input: { name: string; isPaid: boolean; duration: number }): BreakType {
    const breakType: BreakType = { id: this.ids.uuid(), ...input };
    this.clock(clockId).breakTypes.push(breakType);
    return breakType;
  }

  removeBreakType(clockId: number, breakTypeId: string): void {
    const clock = this.clock(clockId);
    clock.breakTypes = clock.breakTypes.filter((breakType) => breakType.id !== breakTypeId);
  }

  addShiftAttachmentType(
    clockId: number,
    input: { name: string; type: ShiftAttachmentType['type']; isRequired?: boolean; items?: string[] },
  ): ShiftAttachmentType {
    const attachment: ShiftAttachmentType = {
      id: this.ids.uuid(),
      type: input.type,
      name: input.name,
      isRequired: input.isRequired ?? false,
      isEnabled: true,
      items: input.items?.map((name) => ({ id: this.ids.uuid(), name, isEnabled: true })) ?? null,
    };
    this.clock(clockId).shiftAttachments.push(attachment);
    return attachment;
  }

  /** Approval, submission and lock of one person's day; each change sends its own timesheet event. */
  setDayState(clockId: number, userId: number, day: string, changes: Partial<DayState>): DayState {
    const states = this.clock(clockId).dayStates;
    const before = this.dayState(clockId, userId, day);
    const after: DayState = { ...before, ...changes };
    states.set(`${userId}/${day}`, after);
    const events: [boolean, boolean, string, string][] = [
      [before.isLocked, after.isLocked, 'admin_day_locked', 'admin_day_unlocked'],
      [before.isSubmitted, after.isSubmitted, 'user_timesheet_submitted', 'user_timesheet_unsubmitted'],
      [before.isApproved, after.isApproved, 'user_timesheet_approved', 'user_timesheet_reopened'],
    ];
    for (const [was, is, on, off] of events) {
      if (was === is) continue;
      this.emit({
        feature: 'time_activity',
        eventType: is ? on : off,
        activityType: 'timesheet_period',
        userId,
        clockId,
        activityId: null,
        activity: null,
      });
    }
    return after;
  }

  dayState(clockId: number, userId: number, day: string): DayState {
    const state = this.clock(clockId).dayStates.get(`${userId}/${day}`);
    return state ?? { isApproved: false, isSubmitted: false, isLocked: false };
  }

  addJob(input: NewJob): Job {
    if (input.parentId !== undefined) found(this.jobs.get(input.parentId), `job ${input.parentId}`);
    const userIds = input.userIds ?? null;
    const groupIds = input.groupIds ?? null;
    const job: Job = {
      jobId: this.ids.uuid(),
      title: input.title,
      code: input.code ?? '',
      color: input.color ?? '#4B7BE5',
      description: input.description ?? '',
      isDeleted: false,
      assign: { type: userIds && groupIds ? 'both' : groupIds ? 'groups' : 'users', userIds, groupIds },
      gps: input.gps ?? null,
      parentId: input.parentId ?? null,
      instanceIds: input.instanceIds ?? null,
    };
    this.jobs.set(job.jobId, job);
    return job;
  }

  deleteJob(jobId: string): Job {
    const job = found(this.jobs.get(jobId), `job ${jobId}`);
    job.isDeleted = true;
    return job;
  }

  addScheduler(input: { name: string; timezone?: string }): Scheduler {
    const scheduler: Scheduler = {
      schedulerId: this.ids.smallId(),
      name: input.name,
      isArchived: false,
      timezone: input.timezone ?? 'America/Chicago',
    };
    this.schedulers.set(scheduler.schedulerId, scheduler);
    return scheduler;
  }

  addPlannedShift(
    schedulerId: number,
    input: { title: string; startTime: number; endTime: number; jobId?: string; userIds?: number[] },
  ): PlannedShift {
    found(this.schedulers.get(schedulerId), `scheduler ${schedulerId}`);
    const shift: PlannedShift = {
      id: this.ids.activityId(),
      schedulerId,
      title: input.title,
      startTime: input.startTime,
      endTime: input.endTime,
      jobId: input.jobId ?? null,
      assignedUserIds: input.userIds ?? [],
    };
    this.plannedShifts.push(shift);
    return shift;
  }

  override deleteUser(userId: number): void {
    super.deleteUser(userId);
    for (const clock of this.clocks.values()) clock.userIds.delete(userId);
    const kept = this.timeOffRequests.filter((request) => request.userId !== userId);
    this.timeOffRequests.splice(0, this.timeOffRequests.length, ...kept);
  }
}
