import type { NameFormat, ScreenBoard, ScreenTheme } from './rules';

/** What boards, themes and formats are called on pages and screens. */
export const BOARD_LABELS: Record<ScreenBoard, string> = {
  leaderboard: 'Leaderboard',
  pace: 'Pace to goal',
  departments: 'Departments',
  heat: 'Hours',
  streaks: 'Streaks and awards',
};

export const THEME_LABELS: Record<ScreenTheme, string> = {
  calm: 'Calm',
  arena: 'Arena',
  contrast: 'High contrast',
  seasonal: 'Seasonal',
};

export const NAME_FORMAT_LABELS: Record<NameFormat, string> = {
  short: 'First name and initial',
  full: 'Full name',
  alias: 'Alias, where somebody has one',
};

export const SCREEN_STATUS_LABELS = {
  approved: 'Waiting for the screen',
  active: 'On',
  revoked: 'Removed',
} as const;
