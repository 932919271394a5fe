import { PersonNotFound } from '@/components/person/person-not-found';

export default function NotFound() {
  return <PersonNotFound />;
}
