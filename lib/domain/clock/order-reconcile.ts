import type { Site } from '@/lib/domain/sites/schema';
import { orderJob } from '@/lib/platform/queue/wake';
import { askedRange } from '@/lib/platform/time/asked-days';
import { businessDayOf } from '@/lib/platform/time/business-day';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import type { ReconcileOrder } from './schema';

const JOB = 'reconcile-clock-times';

/**
 * Orders a comparison of the stored clock times with the source, over the trailing weeks or the days asked for; a range
 * without an end goes to today, one without a start is its last day. Throws VALIDATION, and UNAVAILABLE without a queue.
 */
export async function orderReconcile(site: Site, order: ReconcileOrder, now: EpochSeconds) {
  if (order.from === undefined && order.to === undefined) {
    return { status: 'ordered' as const, job: JOB, orderId: await orderJob(JOB, site.code, {}) };
  }
  const to = order.to ?? businessDayOf(site, now);
  const range = askedRange(site, { from: order.from ?? to, to }, now);
  const orderId = await orderJob(JOB, site.code, { from: range.from, to: range.to });
  return { status: 'ordered' as const, job: JOB, orderId };
}
