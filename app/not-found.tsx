import { PageProblem } from '@/components/state/page-problem';

export default function NotFoundPage() {
  return <PageProblem title="There is no such page" message="The address may be old or mistyped." />;
}
