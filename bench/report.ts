/** One figure with its target. Ratios are within one run; absolute times say something about this machine only. */
export type Finding = {
  section: string;
  what: string;
  /** The measured figure. */
  value: number;
  unit: '%' | 'x' | 'statements' | 's' | 'ms' | 'rows/s' | 'frames/s' | 'MB' | 'KB' | 'shift';
  /** Null: for information. */
  target: { is: 'at most' | 'at least'; value: number } | null;
  /** How the figure came about, one line. */
  note: string;
};

export type Report = {
  startedAt: string;
  machine: { cores: number; node: string; server: string };
  data: { people: number; days: number; activities: number };
  findings: (Finding & { isMet: boolean | null })[];
};

/** Whether the target was reached; null without one. */
export function isMet({ value, target }: Finding): boolean | null {
  if (target === null) return null;
  return target.is === 'at most' ? value <= target.value : value >= target.value;
}

/** The report for eyes. */
export function reportTable(report: Report): string {
  const rows = report.findings.map((finding) => [
    finding.section,
    finding.what,
    figure(finding.value, finding.unit),
    finding.target === null ? '' : `${finding.target.is} ${figure(finding.target.value, finding.unit)}`,
    finding.isMet === null ? '' : finding.isMet ? 'met' : 'NOT MET',
  ]);
  const header = ['section', 'figure', 'measured', 'target', ''];
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 2 || column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const { machine, data } = report;
  return [
    `${machine.cores} cores, Node ${machine.node}, ${machine.server}; ` +
      `${data.people} people, ${data.days} days, ${data.activities.toLocaleString('en')} activities`,
    '',
    line(header),
    line(widths.map((width) => '-'.repeat(width))),
    ...rows.map(line),
    '',
    ...report.findings.map((finding) => `${finding.section}, ${finding.what}: ${finding.note}`),
  ].join('\n');
}

function figure(value: number, unit: Finding['unit']): string {
  const digits = unit === 'shift' ? 3 : unit === 'statements' || unit === 'rows/s' || value >= 100 ? 0 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}
