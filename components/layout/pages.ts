/** Pages of the navigation, with the letter that opens each after `g`. */
export const PAGES = [{ path: '/leaderboard', name: 'Leaderboard', letter: 'l' }] as const;
