import type { CsvColumns } from '@/components/table/csv-button';
import type { ApiKeyAnswer } from '@/lib/platform/auth/api-key-schema';

/** The table of API keys as a file. */
export const KEY_FILE: CsvColumns<ApiKeyAnswer> = {
  name: ({ name }) => name,
  prefix: ({ prefix }) => prefix,
  scopes: ({ scopes }) => scopes.join(' '),
  created_by: ({ createdBy }) => createdBy,
  created_at: ({ createdAt }) => createdAt,
  last_used_at: ({ lastUsedAt }) => lastUsedAt,
  expires_at: ({ expiresAt }) => expiresAt,
  revoked_at: ({ revokedAt }) => revokedAt,
};
