import { floatNumber } from './http-reply';
import type {
  Activity,
  ConnecteamUser,
  CustomField,
  CustomFieldValue,
  Job,
  ManualBreak,
  Shift,
  TimeOff,
} from './model';
import type { ConnecteamWorld } from './world';

/** Rows as the API shows them, with null for what is absent; the envelope drops the nulls (connecteam-api.md 7). */
export function renderUser(world: ConnecteamWorld, user: ConnecteamUser): Record<string, unknown> {
  const { customFields, ...columns } = user;
  const groups = [...world.smartGroups.values()].filter((group) => group.userIds.has(user.userId));
  return {
    ...columns,
    smartGroupsIds: groups.map((group) => group.id),
    customFields: [...customFields].flatMap(([id, value]) => {
      const field = world.customFields.get(id);
      if (!field) return [];
      return [{ customFieldId: id, name: field.name, type: field.type, value: renderFieldValue(field, value) }];
    }),
    ...extraFields(world),
  };
}

function renderFieldValue(field: CustomField, value: CustomFieldValue): unknown {
  if (typeof value === 'number' && field.type === 'number') return floatNumber(value);
  if (field.type !== 'dropdown' || !Array.isArray(value)) return value;
  return value.map((id) => {
    const option = field.dropdownOptions.find((candidate) => candidate.id === id);
    return { id, value: option?.value ?? null };
  });
}

export function renderShift(world: ConnecteamWorld, shift: Shift): Record<string, unknown> {
  const { kind, clockId, userId, visibleFrom, ...row } = shift;
  return { ...row, ...extraFields(world) };
}

export function renderBreak(world: ConnecteamWorld, manualBreak: ManualBreak): Record<string, unknown> {
  const { kind, clockId, userId, visibleFrom, layout, resumeJobId, ...row } = manualBreak;
  return { ...row, ...extraFields(world) };
}

export function renderTimeOff(world: ConnecteamWorld, timeOff: TimeOff): Record<string, unknown> {
  const { kind, clockId, userId, visibleFrom, ...row } = timeOff;
  return { ...row, ...extraFields(world) };
}

export function renderActivity(world: ConnecteamWorld, activity: Activity): Record<string, unknown> {
  if (activity.kind === 'shift') return renderShift(world, activity);
  if (activity.kind === 'manual_break') return renderBreak(world, activity);
  return renderTimeOff(world, activity);
}

export function renderJob(world: ConnecteamWorld, job: Job): Record<string, unknown> {
  const subJobs = [...world.jobs.values()].filter((candidate) => candidate.parentId === job.jobId);
  return {
    ...job,
    customFields: [],
    useParentData: job.parentId === null ? null : true,
    subJobs: job.parentId === null ? subJobs.map((subJob) => renderJob(world, subJob)) : null,
  };
}

/** Fields of a future version: a client has to read past them. */
function extraFields(world: ConnecteamWorld): Record<string, unknown> {
  return world.modes.extraFields ? { addedLater: { level: 3, tags: ['north', 'night'] } } : {};
}
