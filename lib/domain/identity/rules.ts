/** Suggestions at least this similar are HIGH / POSSIBLE, the rest BEST AVAILABLE (domain.md 11). */
const HIGH_SIMILARITY = 0.75;
const POSSIBLE_SIMILARITY = 0.4;
const EQUAL_PART_BONUS = 0.2;
const MIN_EQUAL_PART_LETTERS = 3;

export type SuggestionLevel = 'HIGH' | 'POSSIBLE' | 'BEST AVAILABLE';

/** How names are compared: NFKD without marks, lower case, runs of non-letters as one space (domain.md 11). */
export function normalizeName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\P{L}+/gu, ' ')
    .trim();
}

/** An email as it is compared: trimmed, lower case; null when nothing is left. */
export function normalizeEmail(email: string | null | undefined): string | null {
  const normalized = (email ?? '').trim().toLowerCase();
  return normalized === '' ? null : normalized;
}

/**
 * Dice coefficient on the letter pairs (with repetition) of the names without spaces, + 0.2 per distinct equal part
 * longer than 2 letters, at most 1; 0 with fewer than 2 letters (domain.md 11).
 */
export function nameSimilarity(a: string, b: string): number {
  const [partsA, partsB] = [normalizeName(a).split(' '), normalizeName(b).split(' ')];
  const [pairsA, pairsB] = [letterPairs(partsA.join('')), letterPairs(partsB.join(''))];
  if (pairsA.length === 0 || pairsB.length === 0) return 0;
  const dice = (2 * countShared(pairsA, pairsB)) / (pairsA.length + pairsB.length);
  const others = new Set(partsB);
  const equalParts = [...new Set(partsA)].filter(
    (part) => others.has(part) && [...part].length >= MIN_EQUAL_PART_LETTERS,
  );
  return Math.min(1, dice + EQUAL_PART_BONUS * equalParts.length);
}

/**
 * How much a login looks like a person: its name, and the local part of its email, each against "first last" and
 * "last first"; the best wins (domain.md 11). 0..1.
 */
export function identitySimilarity(
  identity: { name?: string | null; email?: string | null },
  employee: { name: string },
): number {
  const localPart = normalizeEmail(identity.email)?.replace(/@[^@]*$/, '');
  const texts = [identity.name, localPart].filter((text) => text !== null && text !== undefined);
  const words = employee.name.trim().split(/\s+/);
  const variants = [words.join(' '), [...words.slice(-1), ...words.slice(0, -1)].join(' ')];
  return Math.max(0, ...texts.flatMap((text) => variants.map((variant) => nameSimilarity(text, variant))));
}

/** domain.md 11 */
export function suggestionLevel(similarity: number): SuggestionLevel {
  if (similarity >= HIGH_SIMILARITY) return 'HIGH';
  return similarity >= POSSIBLE_SIMILARITY ? 'POSSIBLE' : 'BEST AVAILABLE';
}

/** {@link identitySimilarity}; the same email is no question of likeness: 1. */
export function matchSimilarity(
  identity: { name?: string | null; email?: string | null },
  employee: { name: string; email?: string | null },
): number {
  const email = normalizeEmail(identity.email);
  return email !== null && email === normalizeEmail(employee.email) ? 1 : identitySimilarity(identity, employee);
}

/** The most similar people, best first (of equals the lower id), at most `limit`. A suggestion links nothing. */
export function suggestEmployees<E extends { id: number; name: string; email?: string | null }>(
  identity: { name?: string | null; email?: string | null },
  employees: readonly E[],
  limit: number,
): { employee: E; similarity: number; level: SuggestionLevel; reason: string }[] {
  return employees
    .map((employee) => ({ employee, similarity: matchSimilarity(identity, employee) }))
    .sort((a, b) => b.similarity - a.similarity || a.employee.id - b.employee.id)
    .slice(0, limit)
    .map(({ employee, similarity }) => ({
      employee,
      similarity,
      level: suggestionLevel(similarity),
      reason: similarityReason(identity, employee),
    }));
}

/**
 * Why a login looks like a person, in a few words: the same email, equal parts of the name, else how alike the letters
 * are, and which text of the login says so.
 */
export function similarityReason(
  identity: { name?: string | null; email?: string | null },
  employee: { name: string; email?: string | null },
): string {
  const email = normalizeEmail(identity.email);
  if (email !== null && email === normalizeEmail(employee.email)) return 'Same email';
  const localPart = email?.replace(/@[^@]*$/, '') ?? '';
  const own = normalizeName(employee.name)
    .split(' ')
    .filter((part) => [...part].length >= MIN_EQUAL_PART_LETTERS);
  const equalIn = (text: string) => {
    const parts = new Set(normalizeName(text).split(' '));
    return [...new Set(own)].filter((part) => parts.has(part));
  };
  const [inName, inEmail] = [equalIn(identity.name ?? ''), equalIn(localPart)];
  if (inName.length > 0 && inName.length >= inEmail.length) return `Same ${quoted(inName)} in the name`;
  if (inEmail.length > 0) return `Same ${quoted(inEmail)} in the email`;
  const ofName = identitySimilarity({ name: identity.name }, employee);
  const ofEmail = identitySimilarity({ email }, employee);
  if (ofName === 0 && ofEmail === 0) return 'Nothing alike';
  return ofName >= ofEmail ? 'Name of alike letters' : 'Email of alike letters';
}

function quoted(parts: readonly string[]): string {
  return parts.map((part) => `“${part}”`).join(' and ');
}

/** A stored clock period of one of a person's identities. */
export type CandidatePeriod = { id: number; source: string; clockIn: number; clockOut: number | null };

const PREFERRED_SOURCE = 'connecteam';

/**
 * Which of a person's periods count when several begin at the same instant: Connecteam's before others, then the longer
 * (one without an end is the longest), then the lower id (domain.md 3; sync.md, Contradictions). `overlapping` are
 * those that lost to a period they contradict, not to Connecteam's word over another source.
 */
export function chooseAttributed<P extends CandidatePeriod>(
  periods: readonly P[],
): { attributed: P[]; setAside: P[]; overlapping: P[] } {
  const chosen = { attributed: [] as P[], setAside: [] as P[], overlapping: [] as P[] };
  for (const rivals of Map.groupBy(periods, (period) => period.clockIn).values()) {
    const [winner, ...losers] = [...rivals].sort(byPrecedence);
    if (winner === undefined) continue;
    chosen.attributed.push(winner);
    for (const loser of losers) {
      chosen.setAside.push(loser);
      const isOverruled = winner.source === PREFERRED_SOURCE && loser.source !== PREFERRED_SOURCE;
      if (!isOverruled) chosen.overlapping.push(loser);
    }
  }
  return chosen;
}

function byPrecedence(a: CandidatePeriod, b: CandidatePeriod): number {
  const rank = (period: CandidatePeriod) => (period.source === PREFERRED_SOURCE ? 0 : 1);
  const end = (period: CandidatePeriod) => period.clockOut ?? Number.MAX_SAFE_INTEGER;
  return rank(a) - rank(b) || end(b) - end(a) || a.id - b.id;
}

function letterPairs(letters: string): string[] {
  const list = [...letters];
  return list.slice(1).map((letter, index) => `${list[index]}${letter}`);
}

/** Size of the intersection, each pair as often as both have it. */
function countShared(a: string[], b: string[]): number {
  const left = new Map<string, number>();
  for (const pair of b) left.set(pair, (left.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of a) {
    const count = left.get(pair) ?? 0;
    if (count === 0) continue;
    left.set(pair, count - 1);
    shared += 1;
  }
  return shared;
}
