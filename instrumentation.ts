/**
 * Called by the web framework once when a web server starts. It is built for the edge runtime as well, which the hub does
 * not use: what stands behind this condition, in these very words, is left out there.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { announceOwnProcess } = await import('@/lib/platform/presence/presence');
    announceOwnProcess('web');
  }
}
