import type { ListedVersion, RoleVersionValues } from '@/lib/domain/roles/schema';

/** The dated values of a department as typed. */
export type TypedValues = Record<keyof RoleVersionValues, string>;

export function typedValues(version: ListedVersion | undefined): TypedValues {
  return {
    multiplier: textOf(version?.multiplier),
    expectedPerHour: textOf(version?.expectedPerHour),
    idleThresholdMinutes: textOf(version?.idleThresholdMinutes),
    monthlyTargetPoints: textOf(version?.monthlyTargetPoints),
  };
}

/** Nothing typed is no number, and the server says so, except where nothing is a value. */
export function valuesOf(typed: TypedValues) {
  return {
    multiplier: numberOf(typed.multiplier),
    expectedPerHour: numberOf(typed.expectedPerHour),
    idleThresholdMinutes: numberOf(typed.idleThresholdMinutes),
    monthlyTargetPoints: numberOf(typed.monthlyTargetPoints),
  };
}

/** Null for nothing typed. */
export function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

function textOf(value: number | null | undefined): string {
  return value == null ? '' : String(value);
}
