import { domainError } from './http-reply';
import type { Job, PayRate } from './model';
import { pageOf } from './query';
import { renderJob } from './render';
import type { ApiCall, ApiResult, Route } from './route';

/** Jobs, pay rates, time off and schedules (connecteam-api.md 7.8 to 7.10). */
export const workRoutes: Route[] = [
  { method: 'GET', pattern: '/jobs/v1/jobs', scope: 'jobs.read', hub: 'operations', handle: listJobs },
  { method: 'GET', pattern: '/jobs/v1/jobs/:jobId', scope: 'jobs.read', hub: 'operations', handle: getJob },
  { method: 'GET', pattern: '/pay-rates/v1/pay-rates', scope: 'pay_rates.read', handle: listPayRates },
  { method: 'GET', pattern: '/time-off/v1/requests', scope: 'time_off.read', hub: 'hr', handle: listTimeOffRequests },
  {
    method: 'GET',
    pattern: '/scheduler/v1/schedulers',
    scope: 'schedule.read',
    hub: 'operations',
    handle: ({ world }) => ({ data: { schedulers: [...world.schedulers.values()] } }),
  },
  {
    method: 'GET',
    pattern: '/scheduler/v2/schedulers/:schedulerId/shifts',
    scope: 'schedule.read',
    hub: 'operations',
    handle: listPlannedShifts,
  },
];

/** Sub-jobs come inside their parents and cannot be filtered. */
function listJobs({ world, query }: ApiCall): ApiResult {
  const page = query.page(500);
  const instanceIds = query.ints('instanceIds');
  const jobIds = query.strings('jobIds');
  const names = query.strings('jobNames');
  const codes = query.strings('jobCodes');
  const includeDeleted = query.bool('includeDeleted') ?? true;
  const sort = query.choice('sort', ['title']);
  const order = query.choice('order', ['asc', 'desc']) ?? 'asc';
  query.check();
  const matches = (job: Job) =>
    job.parentId === null &&
    (includeDeleted || !job.isDeleted) &&
    (instanceIds === null || (job.instanceIds ?? []).some((id) => instanceIds.has(id))) &&
    (jobIds === null || jobIds.has(job.jobId)) &&
    (names === null || names.has(job.title)) &&
    (codes === null || codes.has(job.code));
  const rows = [...world.jobs.values()].filter(matches);
  if (sort !== null) rows.sort((a, b) => (a.title < b.title ? -1 : 1));
  if (sort !== null && order === 'desc') rows.reverse();
  const { rows: jobs, offset } = pageOf(rows, page);
  const data = { jobs: jobs.map((job) => renderJob(world, job)) };
  if (world.modes.jobsPaging === 'data') return { data: { ...data, paging: { offset } } };
  return { data, paging: { offset } };
}

function getJob({ world, params, path }: ApiCall): ApiResult {
  const job = world.jobs.get(params.jobId ?? '');
  if (!job) throw domainError(404, path, `JOB_NOT_FOUND: Job with ID ${params.jobId} not found`, 1004);
  return { data: { job: renderJob(world, job) } };
}

/** Rates effective inside the range plus the latest one before it, per user. */
function listPayRates({ world, query }: ApiCall): ApiResult {
  const page = query.page(500, 100);
  const rateType = query.choice('rateType', ['hourly', 'monthly', 'yearly']);
  const userIds = query.ints('userIds');
  const resourceIds = query.strings('resourceIds');
  const isIncludeHistory = query.bool('isIncludeHistory') ?? false;
  const { startDate, endDate } = query.dates({ days: 365, reading: world.modes.rangeCap });

  const people = [...world.users.values()]
    .filter((user) => (userIds ? userIds.has(user.userId) : world.modes.payRatesCover === 'all' || !user.isArchived))
    .sort((a, b) => a.userId - b.userId);
  const rows = people.flatMap((user) => {
    const rates = world.payRates
      .filter((rate) => rate.userId === user.userId && rate.effectiveDate <= endDate)
      .sort((a, b) => (a.effectiveDate < b.effectiveDate ? -1 : 1));
    const carriedIn = rates.findLast((rate) => rate.effectiveDate < startDate);
    return rates
      .filter((rate) => rate === carriedIn || rate.effectiveDate >= startDate)
      .filter((rate) => rateType === null || rate.rateType === rateType)
      .filter((rate) => resourceIds === null || rate.resourcesRates.some((one) => resourceIds.has(one.resourceId)))
      .map((rate) => ({ userId: user.userId, payRate: renderPayRate(rate, isIncludeHistory) }));
  });
  const { rows: payRatesByUsers, offset } = pageOf(rows, page);
  return { data: { payRatesByUsers }, paging: { offset } };
}

function renderPayRate(rate: PayRate, withHistory: boolean): Record<string, unknown> {
  const { userId, resourcesRates, ...columns } = rate;
  return {
    ...columns,
    isDefaultRateEnabled: rate.defaultRate !== null,
    isResourceRateEnabled: resourcesRates.length > 0,
    isApplyDefaultRateToNewResource: true,
    resourcesRates: resourcesRates.map((resource) => ({
      ...resource,
      isUsingDefaultRate: resource.rate === null,
      subResourcesRates: resource.subResourcesRates.map((sub) => ({ ...sub, isUsingParentRate: sub.rate === null })),
    })),
    ...(withHistory ? { modifications: [] } : {}),
  };
}

function listTimeOffRequests({ world, query }: ApiCall): ApiResult {
  const page = query.page(100);
  const statuses = query.strings('statuses') ?? new Set(['approved']);
  const userIds = query.ints('userIds');
  const { startDate, endDate } = query.dates({ days: 365, reading: world.modes.rangeCap });
  const matches = world.timeOffRequests.filter(
    (request) =>
      statuses.has(request.status) &&
      (userIds === null || userIds.has(request.userId)) &&
      request.startDate <= endDate &&
      request.endDate >= startDate,
  );
  const { rows: requests, offset } = pageOf(matches, page);
  return { data: { requests }, paging: { offset } };
}

function listPlannedShifts({ world, params, query, path }: ApiCall): ApiResult {
  const page = query.page(500);
  const from = query.requiredInt('startTime', { min: 1 });
  const until = query.requiredInt('endTime', { min: 1 });
  query.check();
  const schedulerId = Number(params.schedulerId);
  if (!world.schedulers.has(schedulerId)) throw domainError(400, path, "scheduler id doesn't exist", 1004);
  const rows = world.plannedShifts.filter(
    (shift) => shift.schedulerId === schedulerId && shift.startTime <= until && shift.endTime >= from,
  );
  const { rows: shifts, offset } = pageOf(rows, page);
  return { data: { shifts }, paging: { offset } };
}
