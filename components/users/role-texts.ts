import type { UserRole } from '@/lib/platform/auth/rights';

export const ROLE_TEXTS: Record<UserRole, { label: string; note: string }> = {
  admin: { label: 'Admin', note: 'Everything, also this area.' },
  manager: { label: 'Manager', note: 'Reads everything, handles alerts, moves people, reads reports.' },
  viewer: { label: 'Viewer', note: 'Reads the floor: no alerts, no reports, no pay.' },
};
