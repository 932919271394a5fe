/** Text without marks and case, so that "jose" finds "José"; names sort by it too. */
export function searchable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
