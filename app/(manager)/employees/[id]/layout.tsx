import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { loadPagePerson } from '@/lib/domain/employees/loaders';
import { loadAskedSite } from '@/lib/domain/sites/loaders';
import { requirePageUser } from '@/lib/platform/auth/page-guard';

type PersonLayoutProps = { params: Promise<{ id: string }>; children: ReactNode };

/** Looks the person up before anything is sent, so that nobody is answered with 404. */
export default async function PersonLayout({ params, children }: PersonLayoutProps) {
  await requirePageUser();
  const person = await loadPagePerson((await loadAskedSite()).id, (await params).id);
  if (person === null) notFound();
  return children;
}
