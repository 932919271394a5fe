import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { HEATMAP_ROWS, type HeatmapRows, MEASURES, ROW_ORDERS } from '@/lib/domain/heatmap/columns';

/** The view as it stands in the URL. What is shown is a step to come back from, the rest is not. */
export const heatmapParams = {
  by: parseAsStringLiteral(HEATMAP_ROWS).withDefault('department').withOptions({ history: 'push' }),
  measure: parseAsStringLiteral(MEASURES).withDefault('items').withOptions({ history: 'push' }),
  q: parseAsString.withDefault(''),
  order: parseAsStringLiteral(ROW_ORDERS).withDefault('name'),
  /** Hours of the local day whose folded run is open. */
  open: parseAsArrayOf(parseAsInteger).withDefault([]),
};

/** Days shown unless others are asked for: a mean over weekdays needs some. */
export function defaultDays(by: HeatmapRows): number {
  return by === 'weekday' ? 28 : 1;
}
