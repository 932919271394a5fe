import type { CsvColumns } from '@/components/table/csv-button';
import type { ListedScreen } from '@/lib/domain/screens/schema';

/** The table of screens as a file. */
export const SCREEN_FILE: CsvColumns<ListedScreen> = {
  screen: ({ name }) => name,
  status: ({ status }) => status,
  online: ({ isOnline }) => (isOnline ? 'yes' : 'no'),
  boards: ({ settings }) => settings.playlist.map(({ board }) => board).join(' '),
  theme: ({ settings }) => settings.theme,
  last_seen_at: ({ lastSeenAt }) => lastSeenAt,
  last_paint_at: ({ lastPaintAt }) => lastPaintAt,
  build: ({ build }) => build,
  created_at: ({ createdAt }) => createdAt,
  revoked_at: ({ revokedAt }) => revokedAt,
};
