import type { PunchSource, Shift, TimeOff, TimeOffRequest, TimePoint } from './model';

/** Where and how a punch was made. `at` is epoch seconds, by default the server's present. */
export type Punch = {
  at?: number;
  timezone?: string;
  source?: PunchSource;
  locationData?: TimePoint['locationData'];
  geofenceId?: string;
};

export type Notes = { managerNote?: string | null; employeeNote?: string | null };

export type NewShift = Notes & {
  userId: number;
  clockId: number;
  start: number;
  /** Left out: the shift is open. */
  end?: number | null;
  startTimezone?: string;
  endTimezone?: string;
  jobId?: string | null;
  subJobId?: string | null;
  schedulerShiftId?: string | null;
  shiftAttachments?: Shift['shiftAttachments'];
  isAutoClockOut?: boolean;
  source?: PunchSource;
  createdAt?: number | null;
  /** The webhook event, `admin_add` unless told. */
  eventType?: string;
};

export type ShiftChanges = Notes & {
  start?: number;
  end?: number | null;
  startTimezone?: string;
  endTimezone?: string;
  jobId?: string | null;
  subJobId?: string | null;
  shiftAttachments?: Shift['shiftAttachments'];
  eventType?: string;
};

export type NewBreak = Notes & {
  userId: number;
  clockId: number;
  breakTypeId: string;
  start: number;
  end?: number | null;
  timezone?: string;
  createdAt?: number | null;
  eventType?: string;
};

export type BreakChanges = Notes & {
  start?: number;
  end?: number | null;
  breakTypeId?: string;
  eventType?: string;
};

export type NewTimeOff = {
  userId: number;
  clockId: number;
  start: number;
  end: number;
  policyTypeId?: string;
  duration?: TimeOff['duration'];
  isAllDay?: boolean;
  /** `approved` unless told. */
  status?: TimeOffRequest['status'];
};
