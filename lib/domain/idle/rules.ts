import type { EpochSeconds } from '@/lib/platform/time/instant';

/** Somebody beyond the deadline of domain.md 10, in the words of the process. */
export type IdlePerson = {
  employeeId: number;
  name: string;
  /** Of the work that the deadline follows from, else of the last scan; null without either. */
  roleId: number | null;
  department: string | null;
  severity: 'warning' | 'critical';
  /** Real time from which the pause is longer than normal. */
  since: EpochSeconds;
  /** Work time since then. */
  idleSeconds: number;
  /** Work time since the last scan ended, without one since clock-in. */
  quietSeconds: number;
  hasScans: boolean;
};

/** `No scans at Heat Press for 22 min`: about the process, not about the person (domain.md 10). */
export function idlePhrase(idle: Pick<IdlePerson, 'department' | 'quietSeconds' | 'hasScans'>): string {
  const minutes = Math.floor(idle.quietSeconds / 60);
  if (!idle.hasScans) return `No scans yet, ${minutes} min after clock-in`;
  return idle.department === null ? `No scans for ${minutes} min` : `No scans at ${idle.department} for ${minutes} min`;
}
