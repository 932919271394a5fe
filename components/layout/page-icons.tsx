import {
  BellRing,
  Coins,
  FileText,
  Grid3x3,
  HeartPulse,
  LayoutDashboard,
  Link2,
  type LucideIcon,
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
  '/admin/mappings': Link2,
  '/admin/employees': UserCog,
  '/admin/screens': Tv,
};
