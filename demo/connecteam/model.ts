/** The records the simulator keeps. Absent values are null; the replies drop them (connecteam-api.md 1). */

export type CustomFieldType =
  | 'email'
  | 'date'
  | 'phone'
  | 'number'
  | 'str'
  | 'dropdown'
  | 'file'
  | 'directManager'
  | 'birthday'
  | 'link'
  | 'location';

export type DropdownOption = { id: number; value: string; isDisabled: boolean; isDeleted: boolean };

export type CustomField = {
  id: number;
  name: string;
  type: CustomFieldType;
  categoryId: number;
  isRequired: boolean;
  isMultiSelect: boolean;
  dropdownOptions: DropdownOption[];
};

/** A dropdown holds the ids of its options; all other types hold what the reply shows. */
export type CustomFieldValue = string | number | number[] | Record<string, unknown>;

export type UserType = 'user' | 'manager' | 'owner' | 'admin';

export type ConnecteamUser = {
  userId: number;
  firstName: string;
  lastName: string;
  phoneNumber: string;
  userType: UserType;
  email: string | null;
  isArchived: boolean;
  kioskCode: string | null;
  createdAt: number;
  modifiedAt: number | null;
  archivedAt: number | null;
  lastLogin: number;
  customFields: Map<number, CustomFieldValue>;
};

export type SmartGroup = { id: number; name: string; groupSegmentId: number; userIds: Set<number> };

export type PayRate = {
  userId: number;
  effectiveDate: string;
  rateType: 'hourly' | 'monthly' | 'yearly';
  /** null: only resources have a rate. */
  defaultRate: number | null;
  /** A rate of null is inherited: `isUsingDefaultRate` / `isUsingParentRate`. */
  resourcesRates: {
    resourceId: string;
    rate: number | null;
    subResourcesRates: { subResourceId: string; rate: number | null }[];
  }[];
  createdBy: number;
  createdAt: number;
  modifiedAt: number | null;
};

export type BreakType = { id: string; name: string; isPaid: boolean; duration: number };

export type ShiftAttachmentType = {
  id: string;
  type: 'freeText' | 'dropdownList' | 'number' | 'image' | 'file' | 'signature';
  name: string;
  isRequired: boolean;
  isEnabled: boolean;
  items: { id: string; name: string; isEnabled: boolean }[] | null;
};

export type DayState = { isApproved: boolean; isSubmitted: boolean; isLocked: boolean };

export type TimeClock = {
  id: number;
  name: string;
  isArchived: boolean;
  /** Not exposed by the API; cuts its days. */
  timezone: string;
  /** Whether a timesheet counts overnight hours past the end of the range. */
  countsOvernight: boolean;
  areManualBreaksEnabled: boolean;
  breakTypes: BreakType[];
  shiftAttachments: ShiftAttachmentType[];
  userIds: Set<number>;
  /** Key `userId/YYYY-MM-DD`. */
  dayStates: Map<string, DayState>;
};

export type Job = {
  jobId: string;
  title: string;
  code: string;
  color: string;
  description: string;
  isDeleted: boolean;
  assign: { type: 'users' | 'groups' | 'both'; userIds: number[] | null; groupIds: number[] | null };
  gps: { address: string; longitude: number; latitude: number } | null;
  parentId: string | null;
  instanceIds: number[] | null;
};

export type PunchSource = {
  type: 'autoClockOut' | 'nfc' | 'mobile' | 'pc' | 'kiosk' | 'api' | 'admin';
  id?: string | null;
  mode?: AutoClockOutMode | null;
  name?: string | null;
};

export type AutoClockOutMode =
  | 'dailyLimit'
  | 'hourLimit'
  | 'schedulerShiftEnded'
  | 'geofenceExit'
  | 'disabledGps'
  | 'disabledGpsPermission';

export type TimePoint = {
  timestamp: number;
  timezone: string;
  locationData: { address?: string; longitude?: number; latitude?: number } | null;
  geofenceId: string | null;
  source: PunchSource | null;
};

type ActivityBase = {
  id: string;
  clockId: number;
  userId: number;
  start: TimePoint;
  /** null while open. */
  end: TimePoint | null;
  createdAt: number | null;
  modifiedAt: number | null;
  managerNote: string | null;
  employeeNote: string | null;
  /** The API hides the row before this instant. */
  visibleFrom: number;
};

export type Shift = ActivityBase & {
  kind: 'shift';
  jobId: string | null;
  subJobId: string | null;
  schedulerShiftId: string | null;
  shiftAttachments: { shiftAttachmentId: string; attachment: Record<string, unknown> }[] | null;
  isAutoClockOut: boolean;
};

/** `split`: the break closed its shift and its end opens a new one; `overlapping`: it lies over an unbroken shift. */
export type BreakLayout = 'split' | 'overlapping';

export type ManualBreak = ActivityBase & {
  kind: 'manual_break';
  manualBreakId: string;
  isAutoClockOut: boolean;
  layout: BreakLayout;
  /** The job that work returns to after a split break. */
  resumeJobId: string | null;
};

export type TimeOff = ActivityBase & {
  kind: 'time_off';
  policyTypeId: string;
  duration: { value: number; units: 'hours' | 'days' };
  isAllDay: boolean;
};

export type Activity = Shift | ManualBreak | TimeOff;

export type TimeOffRequest = {
  id: string;
  userId: number;
  policyTypeId: string;
  startDate: string;
  endDate: string;
  status: 'approved' | 'pending' | 'denied';
  isAllDay: boolean;
};

export type Scheduler = { schedulerId: number; name: string; isArchived: boolean; timezone: string };

export type PlannedShift = {
  id: string;
  schedulerId: number;
  title: string;
  startTime: number;
  endTime: number;
  jobId: string | null;
  assignedUserIds: number[];
};

/** What webhooks are made of. `activity` is null for deletions: they carry the id only. */
export type WorldEvent =
  | {
      feature: 'time_activity';
      eventType: string;
      activityType: 'shift' | 'manual_break' | 'time_off' | 'timesheet_period';
      userId: number;
      clockId: number;
      activityId: string | null;
      activity: Activity | null;
    }
  | { feature: 'users'; eventType: string; userId: number; user: ConnecteamUser | null };
