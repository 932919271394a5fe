import type { Recalculation } from '@/lib/domain/recalculation/schema';

export type Stage = { label: string; done: number; total: number; unit: string };

/** The three stages of a recalculation, each with what it has to do as far as that is known. */
export function stagesOf({
  stages,
  estimatedPersonDays,
  status,
}: Pick<Recalculation, 'stages' | 'estimatedPersonDays' | 'status'>): Stage[] {
  const { request, drain, awards } = stages;
  const areAllAsked = request.daysDone >= request.daysTotal;
  return [
    { label: 'Days looked up', done: request.daysDone, total: request.daysTotal, unit: 'days' },
    {
      label: 'Person-days scored',
      done: drain.done + drain.failed,
      // Until all days are looked up nobody knows how many there are.
      total: areAllAsked && status !== 'queued' ? drain.total : Math.max(drain.total, estimatedPersonDays),
      unit: 'person-days',
    },
    { label: 'Awards and streaks', done: awards.done, total: awards.total, unit: 'person-days' },
  ];
}
