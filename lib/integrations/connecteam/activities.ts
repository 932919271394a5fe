import * as z from 'zod';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import { manualBreakSchema, shiftSchema, type TimeActivitiesOfUser } from './schemas';

export type ReadShift = {
  id: string;
  userId: number;
  clockIn: EpochSeconds;
  /** null while open */
  clockOut: EpochSeconds | null;
  isAutoClockOut: boolean;
  timeZone: string | null;
};

export type ReadBreak = {
  id: string;
  userId: number;
  breakStart: EpochSeconds;
  breakEnd: EpochSeconds | null;
  /** The break type, which alone says whether it is paid. */
  typeId: string | null;
};

/** One read of one time clock, its pieces merged. */
export type ClockAnswer = {
  clockId: number;
  shifts: Map<string, ReadShift>;
  breaks: Map<string, ReadBreak>;
  /** Who is listed with readable rows in every piece: only their absent rows may be gone (sync.md). */
  listedUserIds: Set<number>;
  /** Rows and people that could not be understood. Ids as far as readable: such a row is not absent. */
  unreadable: { count: number; ids: Set<string> };
};

const MAX_TIME_ZONE_LENGTH = 64;
const rowIdSchema = z.object({ id: z.string() });

/**
 * Merges the pieces of one read by id: matching by overlap may repeat a row, and the later piece is the newer word.
 * Rows are understood one by one; what is odd is counted, never taken for absent.
 */
export function mergePieces(clockId: number, pieces: readonly TimeActivitiesOfUser[][]): ClockAnswer {
  const answer: ClockAnswer = {
    clockId,
    shifts: new Map(),
    breaks: new Map(),
    listedUserIds: new Set(pieces[0]?.map((person) => person.userId)),
    unreadable: { count: 0, ids: new Set() },
  };
  const noteUnreadable = (userId: number, row: unknown) => {
    answer.unreadable.count += 1;
    answer.listedUserIds.delete(userId);
    const withId = rowIdSchema.safeParse(row);
    if (withId.success) answer.unreadable.ids.add(withId.data.id);
  };
  for (const piece of pieces) {
    const listed = new Set(piece.map((person) => person.userId));
    for (const userId of answer.listedUserIds) if (!listed.has(userId)) answer.listedUserIds.delete(userId);
  }
  for (const person of pieces.flat()) {
    const { userId } = person;
    if (person.shifts === undefined || person.manualBreaks === undefined) noteUnreadable(userId, null);
    for (const row of person.shifts ?? []) {
      const shift = shiftSchema.safeParse(row);
      if (shift.success) answer.shifts.set(shift.data.id, toShift(userId, shift.data));
      else noteUnreadable(userId, row);
    }
    for (const row of person.manualBreaks ?? []) {
      const manualBreak = manualBreakSchema.safeParse(row);
      if (manualBreak.success) answer.breaks.set(manualBreak.data.id, toBreak(userId, manualBreak.data));
      else noteUnreadable(userId, row);
    }
  }
  return answer;
}

function toShift(userId: number, row: z.infer<typeof shiftSchema>): ReadShift {
  return {
    id: row.id,
    userId,
    clockIn: row.start.timestamp,
    clockOut: row.end?.timestamp ?? null,
    isAutoClockOut: row.isAutoClockOut,
    timeZone: row.start.timezone?.slice(0, MAX_TIME_ZONE_LENGTH) ?? null,
  };
}

function toBreak(userId: number, row: z.infer<typeof manualBreakSchema>): ReadBreak {
  return {
    id: row.id,
    userId,
    breakStart: row.start.timestamp,
    breakEnd: row.end?.timestamp ?? null,
    typeId: row.manualBreakId?.slice(0, 64) ?? null,
  };
}
