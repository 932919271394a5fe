import Link from 'next/link';
import { useHref } from '@/components/layout/hub-context';
import { Panel } from '@/components/layout/panel';
import { CsvLink } from '@/components/table/table-section';
import { cn } from '@/components/ui/class-names';
import { type HealthLabel, type HealthTerm, PER_CRITICAL_DEPARTMENT, SHORTFALLS } from '@/lib/domain/team/health-terms';
import { isJudged, penaltySum } from '@/lib/domain/team/prepare-view';
import type { TeamHealth } from '@/lib/domain/team/schema';
import { formatNumber, NO_NUMBER } from '@/lib/platform/format/number';

const LABELS: Record<HealthLabel, { text: string; classes: string; meter: string }> = {
  excellent: { text: 'Excellent', classes: 'bg-good-soft text-good', meter: 'bg-good' },
  good: { text: 'Good', classes: 'bg-good-soft text-good', meter: 'bg-good' },
  needs_attention: { text: 'Needs attention', classes: 'bg-warn-soft text-warn', meter: 'bg-warn' },
  critical: { text: 'Critical', classes: 'bg-bad-soft text-bad', meter: 'bg-bad' },
};

const NOTHING_TO_JUDGE = { text: 'Nothing to judge yet', classes: 'bg-sunken text-ink-muted', meter: 'bg-sunken' };

type Term = { name: string; rule: string; path: string; leftOut: string };

function shortfall(term: keyof typeof SHORTFALLS): string {
  const { from, tenths } = SHORTFALLS[term];
  return `${formatNumber(tenths / 10, 1)} for each point below ${from}%`;
}

const TERMS: Record<HealthTerm, Term> = {
  attendance: {
    name: 'Attendance',
    rule: shortfall('attendance'),
    path: '/leaderboard',
    leftOut: 'left out: nobody came by this time on the same weekday of the last 4 weeks',
  },
  efficiency: {
    name: 'Efficiency against target',
    rule: shortfall('efficiency'),
    path: '#capacity',
    leftOut: 'left out: nobody has worked hours today',
  },
  criticalDepartments: {
    name: 'Departments critical now',
    rule: `${PER_CRITICAL_DEPARTMENT} for each`,
    path: '/flow',
    leftOut: '',
  },
  utilization: {
    name: 'Active share',
    rule: shortfall('utilization'),
    path: '/leaderboard',
    leftOut: 'left out: nobody has clocked time today',
  },
};

/** The health score, taken apart so that it can be added up again (domain.md 7). */
export function HealthPanel({ health, csv }: { health: TeamHealth; csv: string }) {
  const isKnown = isJudged(health);
  const label = isKnown ? LABELS[health.label] : NOTHING_TO_JUDGE;
  return (
    <Panel
      title="Health score"
      note="100 less what each part takes away, now."
      action={<CsvLink href={csv} of="Health score" />}
      className="h-full"
    >
      <p className="flex flex-wrap items-center gap-3">
        <strong className="text-4xl font-semibold tracking-tight">
          {isKnown ? scoreText(health.score) : NO_NUMBER}
        </strong>
        <span className={cn('rounded-full px-2.5 py-1 text-sm font-medium', label.classes)}>{label.text}</span>
      </p>
      <div className="mt-2.5 h-2 overflow-hidden rounded-full bg-sunken" aria-hidden>
        <div
          className={cn('h-full rounded-full print:print-color-adjust-exact', label.meter)}
          style={{ width: isKnown ? `${health.score}%` : 0 }}
        />
      </div>
      <table className="mt-4 w-full text-sm">
        <caption className="sr-only">Parts of the health score</caption>
        <thead className="text-[0.8125rem] text-ink-muted">
          <tr>
            <th scope="col" className="pb-1.5 text-left font-normal">
              Part
            </th>
            <th scope="col" className="pb-1.5 pl-3 text-right font-normal">
              Now
            </th>
            <th scope="col" className="pb-1.5 pl-3 text-right font-normal">
              Takes
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="border-t">
            <th scope="row" className="py-2 text-left font-normal text-ink-muted">
              Start
            </th>
            <td />
            <td className="py-2 pl-3 text-right">100</td>
          </tr>
          {health.parts.map((part) => (
            <PartRow key={part.term} part={part} />
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t font-medium">
            <th scope="row" className="py-2 text-left font-medium" colSpan={2}>
              Score{penaltySum(health) > 100 ? ', which never falls below 0' : ''}
            </th>
            <td className="py-2 pl-3 text-right">{isKnown ? scoreText(health.score) : NO_NUMBER}</td>
          </tr>
        </tfoot>
      </table>
    </Panel>
  );
}

function PartRow({ part }: { part: TeamHealth['parts'][number] }) {
  const href = useHref();
  const term = TERMS[part.term];
  const isCount = part.term === 'criticalDepartments';
  const value = isCount
    ? formatNumber(part.value)
    : part.value === null
      ? NO_NUMBER
      : `${formatNumber(part.value, 1)}%`;
  return (
    <tr className="border-t">
      <th scope="row" className="py-1 text-left font-normal">
        <Link
          href={term.path.startsWith('#') ? term.path : href(term.path)}
          prefetch={false}
          className="group/part block py-1"
        >
          <span className="block font-medium group-hover/part:underline">{term.name}</span>
          <span className="block text-ink-muted">{part.isLeftOut ? term.leftOut : term.rule}</span>
        </Link>
      </th>
      <td className="py-2 pl-3 text-right">{value}</td>
      <td className={cn('py-2 pl-3 text-right', (part.penalty ?? 0) > 0 && 'text-bad')}>
        {part.penalty === null ? NO_NUMBER : part.penalty === 0 ? '0' : `−${scoreText(part.penalty)}`}
      </td>
    </tr>
  );
}

/** As many decimals as there are, at most the two that everything adds up with. */
function scoreText(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 2);
}
