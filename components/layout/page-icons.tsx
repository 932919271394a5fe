import {
  BellRing,
  Coins,
  FileText,
  Grid3x3,
  HeartPulse,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  ScrollText,
  Trophy,
  Tv,
  UserCog,
  Users,
  Waypoints,
} from 'lucide-react';

/** By the path of the page. */
export const PAGE_ICONS: Record<string, LucideIcon> = {
  '/': LayoutDashboard,
  '/leaderboard': Trophy,
  '/employees': Users,
  '/heatmap': Grid3x3,
  '/flow': Waypoints,
  '/costs': Coins,
  '/team': HeartPulse,
  '/alerts': BellRing,
  '/reports': FileText,
  '/admin/audit': ScrollText,
  '/admin/screens': Tv,
  '/admin/api-keys': KeyRound,
  '/admin/users': UserCog,
};
