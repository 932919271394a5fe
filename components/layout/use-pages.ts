'use client';

import { useHub } from './hub-context';
import { PAGES, type PageEntry } from './pages';

/** The pages that the signed-in person may open. */
export function usePages(): readonly PageEntry[] {
  const { user } = useHub();
  return PAGES.filter(
    (page) =>
      (page.needsPay !== true || user.canSeePay) &&
      (page.isAdmin !== true || user.role === 'admin') &&
      (page.needsAllSites !== true || user.seesAllSites) &&
      (page.isManager !== true || user.role !== 'viewer'),
  );
}
