import fc from 'fast-check';
import { test } from 'vitest';
import { oracleInputArb } from '@/test/oracle/arbitraries';
import { oraclePersonDay } from '@/test/oracle/oracle';

test('stats', () => {
  const n: Record<string, number> = {};
  const c = (k: string) => {
    n[k] = (n[k] ?? 0) + 1;
  };
  let worst = 0;
  for (const input of fc.sample(oracleInputArb, { numRuns: 1500, seed: 7 })) {
    const t0 = performance.now();
    const r = oraclePersonDay(input);
    const ms = performance.now() - t0;
    worst = Math.max(worst, ms);
    n.ms = (n.ms ?? 0) + ms;
    if (!r) {
      c('null');
      continue;
    }
    c(r.isEstimated ? 'estimated' : 'clocked');
    c(`idle ${Math.min(4, r.idleCount)}`);
    for (const i of r.idlePeriods) {
      c(i.roleId === null ? 'idle none' : 'idle role');
      if (i.end - i.start !== i.durationSeconds) c('idle across a break');
    }
    for (const i of r.issues) c(i);
    if (r.lastClockOut === null && !r.isEstimated) c('open out');
    if (r.breakSeconds > 0) c('breaks');
    if (r.paidSeconds > r.clockedSeconds) c('paid breaks');
    if (r.costs.length > 1) c('costs>1');
    if (r.clockedSeconds === 0 && !r.isEstimated) c('clocked 0');
    c(`roles ${r.roleTotals.length}`);
  }
  console.log(n, worst);
}, 120000);
