/** The header that names the build an answer was made by; the page says its own in the `data-build` of its `html`. */
const BUILD_HEADER = 'x-hub-build';

/**
 * Whether an answer comes from the very build that this page is of. Both sides of it were then compiled against the same
 * schema, so that it need not be parsed to be known, and the parser need not be loaded. Anything else is parsed: an answer
 * of another version, of something between here and the server, or one that was cut off.
 */
export function isOfOwnBuild<T>(body: unknown, build: unknown): body is T {
  return body !== null && typeof build === 'string' && build === document.documentElement.dataset.build;
}

/** Which build an answer says it is of. */
export function buildOf(response: Response): string | null {
  return response.headers.get(BUILD_HEADER);
}
