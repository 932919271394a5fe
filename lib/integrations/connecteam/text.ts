const MAX_LENGTH = 191;

/** Upstream text as our columns can hold it: trimmed, whole characters only, cut where the column ends. */
export function clipText(text: string, length = MAX_LENGTH): string {
  const trimmed = text.trim();
  return (trimmed.length <= length ? trimmed : trimmed.slice(0, length)).toWellFormed().trimEnd();
}
