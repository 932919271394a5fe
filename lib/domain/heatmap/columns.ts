/** What the rows of a heat map are. */
export const HEATMAP_ROWS = ['department', 'employee', 'weekday'] as const;
export type HeatmapRows = (typeof HEATMAP_ROWS)[number];

/** What the cells of a heat map count. */
export const MEASURES = ['items', 'points', 'people'] as const;
export type Measure = (typeof MEASURES)[number];

/** The order of rows of people: by name, or by their total. */
export const ROW_ORDERS = ['name', 'most', 'least'] as const;
export type RowOrder = (typeof ROW_ORDERS)[number];
