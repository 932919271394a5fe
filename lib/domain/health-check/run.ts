import { type Database, inTransaction } from '@/lib/db/client';
import { type FoundAlert, settleAlerts } from '@/lib/domain/alerts/mutations';
import type { Site } from '@/lib/domain/sites/schema';
import { describeError } from '@/lib/platform/errors/errors';
import type { Logger } from '@/lib/platform/log/log';
import { withLimit } from '@/lib/platform/process/with-limit';
import type { Clock } from '@/lib/platform/time/clock';
import { HEALTH_MEASURES, type HealthFinding, type HealthMeasure, healthAlertKind, judgeHealth } from './rules';

/** Measures one value; null: there is nothing to measure here, e.g. no such source. Throws when it cannot. */
export type HealthProbe = () => Promise<number | null>;

export type CheckHealthOptions = {
  db: Database;
  site: Site;
  clock: Clock;
  log: Logger;
  /** Those that can be measured here; what is missing is not looked at. */
  probes: Partial<Record<HealthMeasure, HealthProbe>>;
  /** How far apart clock syncs lie. */
  clockSyncSeconds: number;
  limitMillis?: number;
};

export const HEALTH_SUBJECT = 'hub';
const LIMIT_MILLIS = 5_000;

/**
 * Measures everything once, side by side, each with its own time limit, and raises and closes the `health_*` alerts of the
 * site (operations.md, Health). What could not be measured keeps its alert as it is.
 */
export async function runCheckHealth(options: CheckHealthOptions): Promise<{
  measured: number;
  unmeasured: number;
  warning: number;
  critical: number;
  opened: number;
  changed: number;
  closed: number;
}> {
  const { db, site, clock, log, probes, clockSyncSeconds, limitMillis = LIMIT_MILLIS } = options;
  const checked: HealthMeasure[] = [];
  const findings: HealthFinding[] = [];
  let unmeasured = 0;
  await Promise.all(
    HEALTH_MEASURES.map(async (measure) => {
      const probe = probes[measure];
      if (probe === undefined) return;
      try {
        const value = await withLimit(probe(), limitMillis);
        checked.push(measure);
        const finding = value === null ? null : judgeHealth(measure, value, clockSyncSeconds);
        if (finding !== null) findings.push(finding);
      } catch (error) {
        unmeasured += 1;
        log.warn({ measure, error: describeError(error) }, 'could not measure');
      }
    }),
  );
  const { opened, changed, closed } = await inTransaction(db, (tx) =>
    settleAlerts(tx, {
      siteId: site.id,
      checked: { kinds: checked.map(healthAlertKind) },
      found: findings.map(alertOf),
      now: clock.now(),
    }),
  );
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return {
    measured: checked.length,
    unmeasured,
    warning: count('warning'),
    critical: count('critical'),
    opened,
    changed,
    closed,
  };
}

function alertOf({ measure, severity, title, value }: HealthFinding): FoundAlert {
  return { kind: healthAlertKind(measure), subject: HEALTH_SUBJECT, severity, title, details: { value } };
}
