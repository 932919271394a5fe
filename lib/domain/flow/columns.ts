/** What the history of the flow shows in each hour. */
export const HISTORY_SHOWS = ['items', 'people'] as const;
export type HistoryShow = (typeof HISTORY_SHOWS)[number];
