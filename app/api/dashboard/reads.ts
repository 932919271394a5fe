import type { RouteHandler } from '@/lib/platform/http/api-route';
import { GET as activitiesRecent } from './activities/recent/route';
import { GET as activityFlags } from './activity-flags/route';
import { GET as alertsId } from './alerts/[id]/route';
import { GET as alertsAssignees } from './alerts/assignees/route';
import { GET as alertsCounts } from './alerts/counts/route';
import { GET as alerts } from './alerts/route';
import { GET as analyticsAchievementTicker } from './analytics/achievement-ticker/route';
import { GET as analyticsDateRange } from './analytics/date-range/route';
import { GET as analyticsHourlyHeatmapPeople } from './analytics/hourly-heatmap/people/route';
import { GET as analyticsHourlyHeatmap } from './analytics/hourly-heatmap/route';
import { GET as analyticsStreakLeaders } from './analytics/streak-leaders/route';
import { GET as analyticsTeamMetrics } from './analytics/team-metrics/route';
import { GET as attention } from './attention/route';
import { GET as bottleneckCurrent } from './bottleneck/current/route';
import { GET as bottleneckHistory } from './bottleneck/history/route';
import { GET as bottleneckPeople } from './bottleneck/people/route';
import { GET as clockTimesActive } from './clock-times/active/route';
import { GET as clockTimesEmployeeId } from './clock-times/employee/[id]/route';
import { GET as clockTimesFeed } from './clock-times/feed/route';
import { GET as clockTimes } from './clock-times/route';
import { GET as costAnalysisEmployeesId } from './cost-analysis/employees/[id]/route';
import { GET as costAnalysis } from './cost-analysis/route';
import { GET as departmentsBattle } from './departments/battle/route';
import { GET as departmentsStats } from './departments/stats/route';
import { GET as employeesIdCalendar } from './employees/[id]/calendar/route';
import { GET as employeesIdDay } from './employees/[id]/day/route';
import { GET as employeesIdMapping } from './employees/[id]/mapping/route';
import { GET as employeesIdStats } from './employees/[id]/stats/route';
import { GET as employees } from './employees/route';
import { GET as issues } from './issues/route';
import { GET as leaderboardLive } from './leaderboard/live/route';
import { GET as leaderboard } from './leaderboard/route';
import { GET as leaderboardTrend } from './leaderboard/trend/route';
import { GET as pace } from './pace/route';
import { GET as people } from './people/route';
import { GET as reportsDate } from './reports/[date]/route';
import { GET as reports } from './reports/route';
import { GET as summary } from './summary/route';

/** The reads that a batch can ask for: every GET under /api/dashboard that answers JSON. A test knows which are missing. */
export const DASHBOARD_READS: readonly RouteHandler[] = [
  activitiesRecent,
  activityFlags,
  alerts,
  // Before the one that takes any id.
  alertsAssignees,
  alertsCounts,
  alertsId,
  analyticsAchievementTicker,
  analyticsDateRange,
  analyticsHourlyHeatmap,
  analyticsHourlyHeatmapPeople,
  analyticsStreakLeaders,
  analyticsTeamMetrics,
  attention,
  bottleneckCurrent,
  bottleneckHistory,
  bottleneckPeople,
  clockTimesActive,
  clockTimesEmployeeId,
  clockTimesFeed,
  clockTimes,
  costAnalysis,
  costAnalysisEmployeesId,
  departmentsBattle,
  departmentsStats,
  employeesIdCalendar,
  employeesIdDay,
  employeesIdMapping,
  employeesIdStats,
  employees,
  issues,
  leaderboardLive,
  leaderboard,
  leaderboardTrend,
  pace,
  people,
  reportsDate,
  reports,
  summary,
];
