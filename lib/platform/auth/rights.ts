/** What people who sign in are. */
export const USER_ROLES = ['admin', 'manager', 'viewer'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** What a key of a program may do. `admin` includes the other two. */
export const API_SCOPES = ['read', 'ingest', 'admin'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/**
 * Whether a signed-in person may see what people are paid (domain.md 9): the right is given apart from the role, and never
 * counts for viewers (product.md, Roles).
 */
export function maySeePay({ role, canSeePay }: { role: string; canSeePay: boolean }): boolean {
  return canSeePay && role !== 'viewer';
}
