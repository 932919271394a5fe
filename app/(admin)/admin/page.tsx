import { redirect } from 'next/navigation';

/** The first page of the admin area. */
export default function AdminPage() {
  redirect('/admin/mappings');
}
