import { dropNulls } from './http-reply';
import type { WorldEvent } from './model';
import { renderActivity, renderUser } from './render';
import type { ConnecteamWorld } from './world';

/** Newer events, opt-in, that no longer carry the misspelt `evnetTimestamp` (connecteam-api.md 8.3). */
export const NEWER_EVENT_TYPES = [
  'user_add_request',
  'user_edit_request',
  'user_delete_request',
  'admin_declined_add_request',
  'admin_declined_edit_request',
  'admin_declined_delete_request',
  'admin_day_locked',
  'admin_day_unlocked',
  'user_timesheet_submitted',
  'user_timesheet_unsubmitted',
  'user_timesheet_approved',
  'user_timesheet_reopened',
] as const;

/** The body of one delivery: flat for time activities, with a `data` array for users (connecteam-api.md 8.3, 8.4). */
export function webhookPayload(world: ConnecteamWorld, event: WorldEvent, requestId: string): Record<string, unknown> {
  const eventTimestamp = world.now();
  const isNewer = NEWER_EVENT_TYPES.some((eventType) => eventType === event.eventType);
  const head = {
    requestId,
    company: world.company.companyId,
    eventType: event.eventType,
    eventTimestamp,
    ...(isNewer ? {} : { evnetTimestamp: eventTimestamp }),
  };
  if (event.feature === 'users') {
    const data = event.user ? renderUser(world, event.user) : { userId: event.userId };
    return { ...head, activityType: 'User', data: [data] };
  }
  const { activityType, userId, clockId, activityId, activity } = event;
  return {
    ...head,
    activityType,
    userId,
    timeClockId: clockId,
    webhookVersion: 1,
    ...(activityId === null ? {} : { timeActivityId: activityId }),
    ...(activity === null
      ? {}
      : {
          timeActivity: dropNulls({ ...renderActivity(world, activity), userId, timeClock: { id: clockId } }),
        }),
  };
}
