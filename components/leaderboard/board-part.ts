import type { RefObject } from 'react';
import type { AnySortColumn, SortDirection } from '@/lib/domain/leaderboard/columns';
import type { IsoDay } from '@/lib/platform/time/instant';

/** The filter of the page, as the URL has it. */
export type BoardParams = { department: string | null; q: string; sort: AnySortColumn; direction: SortDirection };
export type SetBoardParams = (changes: { [Name in keyof BoardParams]?: BoardParams[Name] | null }) => void;

/** What the boards of a day and of a range need alike. */
export type BoardPartProps = {
  params: BoardParams;
  setParams: SetBoardParams;
  today: IsoDay;
  searchBox: RefObject<HTMLInputElement | null>;
  siteCode: string;
  onToday(): void;
};
