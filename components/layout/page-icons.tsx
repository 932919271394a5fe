import {
  BadgeDollarSign,
  BellRing,
  Coins,
  FileText,
  Grid3x3,
  HeartPulse,
  Layers,
  LayoutDashboard,
  type LucideIcon,
  RefreshCcwDot,
  Trophy,
  Tv,
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
  '/admin/departments': Layers,
  '/admin/pay-rates': BadgeDollarSign,
  '/admin/recalculate': RefreshCcwDot,
  '/admin/screens': Tv,
};
