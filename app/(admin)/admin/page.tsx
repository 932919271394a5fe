import { redirect } from 'next/navigation';

/** The screen that admins live in. */
export default function AdminPage() {
  redirect('/admin/mappings');
}
