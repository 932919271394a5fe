import type { CsvColumns } from '@/components/table/csv-button';
import type { SystemMeasure, SystemState } from '@/lib/domain/system/schema';

type Parts = SystemState['health']['parts'];

/** The tables of the page as files. */
export const MEASURE_FILE: CsvColumns<SystemMeasure> = {
  measure: ({ measure }) => measure,
  value: ({ value }) => value,
  warning: ({ warning }) => warning,
  critical: ({ critical }) => critical,
  state: ({ status }) => status,
};

export const SOURCE_FILE: CsvColumns<Parts['sources']['sources'][number]> = {
  source: ({ source }) => source,
  site: ({ site }) => site,
  last_good_at: ({ lastGoodAt }) => lastGoodAt,
  state: ({ state }) => state,
};

export const CACHE_FILE: CsvColumns<Parts['cache']['keys'][number]> = {
  key: ({ key }) => key,
  hits: ({ hit }) => hit,
  misses: ({ miss }) => miss,
  stale: ({ stale }) => stale,
  errors: ({ error }) => error,
  hit_share: ({ hitShare }) => hitShare,
};

export const TABLE_FILE: CsvColumns<NonNullable<SystemState['tables']>[number]> = {
  table: ({ name }) => name,
  rows: ({ rows }) => rows,
  data_bytes: ({ dataBytes }) => dataBytes,
  index_bytes: ({ indexBytes }) => indexBytes,
};
