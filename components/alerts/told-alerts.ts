import { TOLD_KEY } from './use-notifying';

/** Enough for all critical alerts that wait at once, many times over. */
const KEPT = 300;

/**
 * Which of these alerts nobody in this browser was told of yet; they count as told from now on. The first time everything
 * counts as told: only what is new from then on is news. Tabs take turns, so that two never tell of the same one.
 */
export async function untold(siteCode: string, ids: readonly number[]): Promise<number[]> {
  const key = `${TOLD_KEY}${siteCode}`;
  const take = () => {
    const { fresh, kept } = sortOut(localStorage.getItem(key), ids);
    localStorage.setItem(key, JSON.stringify(kept));
    return fresh;
  };
  // Browsers have locks on secure pages only.
  return 'locks' in navigator ? navigator.locks.request(key, take) : take();
}

/** `stored` is what was kept last, null before the first time. */
export function sortOut(stored: string | null, ids: readonly number[]): { fresh: number[]; kept: number[] } {
  const told = toldOf(stored);
  const fresh = told === null ? [] : ids.filter((id) => !told.includes(id));
  const added = told === null ? ids : fresh;
  return { fresh, kept: [...(told ?? []), ...added].slice(-KEPT) };
}

function toldOf(stored: string | null): number[] | null {
  if (stored === null) return null;
  try {
    const value: unknown = JSON.parse(stored);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : null;
  } catch {
    return null; // not ours: begin anew
  }
}
