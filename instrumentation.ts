import { announceOwnProcess } from '@/lib/platform/presence/presence';

/** Called by the web framework once when the web server starts. It ends by signal, and is then simply no longer heard. */
export function register(): void {
  announceOwnProcess('web');
}
