import { redirect } from 'next/navigation';

/** The first page there is; the dashboard takes this place. */
export default function HomePage() {
  redirect('/leaderboard');
}
