/** Where to go when nothing (good) is asked for. */
export const HOME_PATH = '/';

/**
 * The page to open after signing in: `wanted` when it is a path of this site, else the home page. Refused is whatever a
 * browser could read as another site (`//host`, `/\host`, a scheme, control characters) and the sign-in page itself.
 */
export function safeNextPath(wanted: string | null | undefined): string {
  if (wanted === null || wanted === undefined || wanted.length > 2_000) return HOME_PATH;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop some of them, which turns "/\t/host" into "//host"
  if (!wanted.startsWith('/') || /[\\\u0000-\u001f\u007f]/.test(wanted)) return HOME_PATH;
  const base = 'http://same-site.invalid';
  if (!URL.canParse(wanted, base)) return HOME_PATH;
  const url = new URL(wanted, base);
  if (url.origin !== base || url.pathname.startsWith('//')) return HOME_PATH;
  if (url.pathname === '/login' || url.pathname.startsWith('/api/')) return HOME_PATH;
  return `${url.pathname}${url.search}${url.hash}`;
}
