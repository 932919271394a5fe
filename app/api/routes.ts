import * as accountSessionsRevoke from './account/sessions/revoke/route';
import * as accountSessions from './account/sessions/route';
import * as activitiesBatch from './activities/batch/route';
import * as activities from './activities/route';
import * as adminActivityTypes from './admin/activity-types/route';
import * as adminApiKeysIdRevoke from './admin/api-keys/[id]/revoke/route';
import * as adminApiKeysIdRotate from './admin/api-keys/[id]/rotate/route';
import * as adminApiKeys from './admin/api-keys/route';
import * as adminAuditExport from './admin/audit/export/route';
import * as adminAudit from './admin/audit/route';
import * as adminDepartmentsIdHistory from './admin/departments/[id]/history/route';
import * as adminDepartmentsIdPreview from './admin/departments/[id]/preview/route';
import * as adminDepartmentsId from './admin/departments/[id]/route';
import * as adminDepartmentsIdVersionsValidFrom from './admin/departments/[id]/versions/[validFrom]/route';
import * as adminDepartments from './admin/departments/route';
import * as adminEmployeesIdMerge from './admin/employees/[id]/merge/route';
import * as adminEmployeesId from './admin/employees/[id]/route';
import * as adminEmployeesExport from './admin/employees/export/route';
import * as adminEmployees from './admin/employees/route';
import * as adminJobsJobPause from './admin/jobs/[job]/pause/route';
import * as adminJobsJobRun from './admin/jobs/[job]/run/route';
import * as adminJobsJobRuns from './admin/jobs/[job]/runs/route';
import * as adminJobs from './admin/jobs/route';
import * as adminMappingsChanges from './admin/mappings/changes/route';
import * as adminMappingsCounts from './admin/mappings/counts/route';
import * as adminMappingsDecisions from './admin/mappings/decisions/route';
import * as adminMappingsPeople from './admin/mappings/people/route';
import * as adminMappingsPreview from './admin/mappings/preview/route';
import * as adminMappingsProgress from './admin/mappings/progress/route';
import * as adminMappings from './admin/mappings/route';
import * as adminMappingsUndo from './admin/mappings/undo/route';
import * as adminPayRatesEmployeeIdEffectiveFrom from './admin/pay-rates/[employeeId]/[effectiveFrom]/route';
import * as adminPayRatesExport from './admin/pay-rates/export/route';
import * as adminPayRatesImport from './admin/pay-rates/import/route';
import * as adminPayRatesPreview from './admin/pay-rates/preview/route';
import * as adminPayRates from './admin/pay-rates/route';
import * as adminRecalculationsIdCancel from './admin/recalculations/[id]/cancel/route';
import * as adminRecalculationsId from './admin/recalculations/[id]/route';
import * as adminRecalculations from './admin/recalculations/route';
import * as adminScreensIdRevoke from './admin/screens/[id]/revoke/route';
import * as adminScreensId from './admin/screens/[id]/route';
import * as adminScreens from './admin/screens/route';
import * as adminSettingsPreview from './admin/settings/preview/route';
import * as adminSettings from './admin/settings/route';
import * as adminSystem from './admin/system/route';
import * as adminUsersIdResetPassword from './admin/users/[id]/reset-password/route';
import * as adminUsersId from './admin/users/[id]/route';
import * as adminUsersIdSessionsRevoke from './admin/users/[id]/sessions/revoke/route';
import * as adminUsersIdSessions from './admin/users/[id]/sessions/route';
import * as adminUsersIdTwoFactorOff from './admin/users/[id]/two-factor-off/route';
import * as adminUsers from './admin/users/route';
import * as dashboardActivitiesRecent from './dashboard/activities/recent/route';
import * as dashboardActivityFlagsIdReview from './dashboard/activity-flags/[id]/review/route';
import * as dashboardActivityFlagsExport from './dashboard/activity-flags/export/route';
import * as dashboardActivityFlags from './dashboard/activity-flags/route';
import * as dashboardAlertsIdAcknowledge from './dashboard/alerts/[id]/acknowledge/route';
import * as dashboardAlertsIdAssign from './dashboard/alerts/[id]/assign/route';
import * as dashboardAlertsIdNote from './dashboard/alerts/[id]/note/route';
import * as dashboardAlertsIdResolve from './dashboard/alerts/[id]/resolve/route';
import * as dashboardAlertsId from './dashboard/alerts/[id]/route';
import * as dashboardAlertsAssignees from './dashboard/alerts/assignees/route';
import * as dashboardAlertsCounts from './dashboard/alerts/counts/route';
import * as dashboardAlertsExport from './dashboard/alerts/export/route';
import * as dashboardAlerts from './dashboard/alerts/route';
import * as dashboardAnalyticsAchievementTicker from './dashboard/analytics/achievement-ticker/route';
import * as dashboardAnalyticsDateRange from './dashboard/analytics/date-range/route';
import * as dashboardAnalyticsHourlyHeatmapExport from './dashboard/analytics/hourly-heatmap/export/route';
import * as dashboardAnalyticsHourlyHeatmapPeople from './dashboard/analytics/hourly-heatmap/people/route';
import * as dashboardAnalyticsHourlyHeatmap from './dashboard/analytics/hourly-heatmap/route';
import * as dashboardAnalyticsStreakLeaders from './dashboard/analytics/streak-leaders/route';
import * as dashboardAnalyticsTeamMetrics from './dashboard/analytics/team-metrics/route';
import * as dashboardAttention from './dashboard/attention/route';
import * as dashboardBatch from './dashboard/batch/route';
import * as dashboardBottleneckCurrent from './dashboard/bottleneck/current/route';
import * as dashboardBottleneckHistoryExport from './dashboard/bottleneck/history/export/route';
import * as dashboardBottleneckHistory from './dashboard/bottleneck/history/route';
import * as dashboardBottleneckMoves from './dashboard/bottleneck/moves/route';
import * as dashboardBottleneckPeople from './dashboard/bottleneck/people/route';
import * as dashboardClockTimesActive from './dashboard/clock-times/active/route';
import * as dashboardClockTimesEmployeeId from './dashboard/clock-times/employee/[id]/route';
import * as dashboardClockTimesExport from './dashboard/clock-times/export/route';
import * as dashboardClockTimesFeed from './dashboard/clock-times/feed/route';
import * as dashboardClockTimesReconcile from './dashboard/clock-times/reconcile/route';
import * as dashboardClockTimes from './dashboard/clock-times/route';
import * as dashboardCostAnalysisEmployeesId from './dashboard/cost-analysis/employees/[id]/route';
import * as dashboardCostAnalysisExport from './dashboard/cost-analysis/export/route';
import * as dashboardCostAnalysis from './dashboard/cost-analysis/route';
import * as dashboardDepartmentsBattle from './dashboard/departments/battle/route';
import * as dashboardDepartmentsStats from './dashboard/departments/stats/route';
import * as dashboardEmployeesIdCalendar from './dashboard/employees/[id]/calendar/route';
import * as dashboardEmployeesIdDay from './dashboard/employees/[id]/day/route';
import * as dashboardEmployeesIdExport from './dashboard/employees/[id]/export/route';
import * as dashboardEmployeesIdMapping from './dashboard/employees/[id]/mapping/route';
import * as dashboardEmployeesIdStats from './dashboard/employees/[id]/stats/route';
import * as dashboardEmployeesExport from './dashboard/employees/export/route';
import * as dashboardEmployees from './dashboard/employees/route';
import * as dashboardIssuesIdReopen from './dashboard/issues/[id]/reopen/route';
import * as dashboardIssuesIdResolve from './dashboard/issues/[id]/resolve/route';
import * as dashboardIssuesExport from './dashboard/issues/export/route';
import * as dashboardIssues from './dashboard/issues/route';
import * as dashboardLeaderboardExport from './dashboard/leaderboard/export/route';
import * as dashboardLeaderboardLive from './dashboard/leaderboard/live/route';
import * as dashboardLeaderboard from './dashboard/leaderboard/route';
import * as dashboardLeaderboardTrend from './dashboard/leaderboard/trend/route';
import * as dashboardPace from './dashboard/pace/route';
import * as dashboardPeopleExport from './dashboard/people/export/route';
import * as dashboardPeople from './dashboard/people/route';
import * as dashboardReportsDateExport from './dashboard/reports/[date]/export/route';
import * as dashboardReportsDate from './dashboard/reports/[date]/route';
import * as dashboardReportsExport from './dashboard/reports/export/route';
import * as dashboardReports from './dashboard/reports/route';
import * as dashboardSummary from './dashboard/summary/route';
import * as dashboardSync from './dashboard/sync/route';
import * as gamificationAchievementsEmployeeid from './gamification/achievements/[employeeId]/route';
import * as gamificationLeaderboard from './gamification/leaderboard/route';
import * as healthDetailed from './health/detailed/route';
import * as healthLiveness from './health/liveness/route';
import * as healthReadiness from './health/readiness/route';
import * as health from './health/route';
import * as live from './live/route';
import * as metrics from './metrics/route';
import * as teamMetricsBottlenecks from './team-metrics/bottlenecks/route';
import * as teamMetricsCapacity from './team-metrics/capacity/route';
import * as teamMetricsComparison from './team-metrics/comparison/route';
import * as teamMetricsExport from './team-metrics/export/route';
import * as teamMetricsHealthScore from './team-metrics/health-score/route';
import * as teamMetricsOverview from './team-metrics/overview/route';
import * as teamMetricsTrends from './team-metrics/trends/route';
import * as tvBeat from './tv/beat/route';
import * as tvFloor from './tv/floor/route';
import * as tvPairingsCurrent from './tv/pairings/current/route';
import * as tvPairings from './tv/pairings/route';
import * as tvScreen from './tv/screen/route';
import * as webhooksConnecteam from './webhooks/connecteam/route';

/** Every route of the API but sign-in. Kept by hand, so that the API's document is whole: a test knows which are missing. */
export const ROUTE_MODULES: readonly object[] = [
  accountSessions,
  accountSessionsRevoke,
  activities,
  activitiesBatch,
  adminApiKeys,
  adminApiKeysIdRevoke,
  adminApiKeysIdRotate,
  adminAudit,
  adminAuditExport,
  adminEmployees,
  adminEmployeesExport,
  adminEmployeesId,
  adminEmployeesIdMerge,
  adminMappings,
  adminMappingsChanges,
  adminMappingsCounts,
  adminMappingsDecisions,
  adminMappingsPeople,
  adminMappingsPreview,
  adminMappingsProgress,
  adminMappingsUndo,
  adminActivityTypes,
  adminDepartments,
  adminDepartmentsId,
  adminDepartmentsIdHistory,
  adminDepartmentsIdPreview,
  adminDepartmentsIdVersionsValidFrom,
  adminJobs,
  adminJobsJobPause,
  adminJobsJobRun,
  adminJobsJobRuns,
  adminPayRates,
  adminPayRatesEmployeeIdEffectiveFrom,
  adminPayRatesExport,
  adminPayRatesImport,
  adminPayRatesPreview,
  adminRecalculations,
  adminRecalculationsId,
  adminRecalculationsIdCancel,
  adminScreens,
  adminScreensId,
  adminScreensIdRevoke,
  adminUsers,
  adminUsersId,
  adminUsersIdResetPassword,
  adminUsersIdSessions,
  adminUsersIdSessionsRevoke,
  adminUsersIdTwoFactorOff,
  adminSettings,
  adminSettingsPreview,
  adminSystem,
  dashboardActivitiesRecent,
  dashboardActivityFlags,
  dashboardActivityFlagsIdReview,
  dashboardAlerts,
  dashboardAlertsIdAcknowledge,
  dashboardAlertsIdAssign,
  dashboardAlertsIdResolve,
  dashboardActivityFlagsExport,
  dashboardAlertsIdNote,
  dashboardAlertsId,
  dashboardAlertsAssignees,
  dashboardAlertsCounts,
  dashboardAlertsExport,
  dashboardIssuesExport,
  dashboardAnalyticsAchievementTicker,
  dashboardAnalyticsDateRange,
  dashboardAnalyticsHourlyHeatmap,
  dashboardAnalyticsHourlyHeatmapExport,
  dashboardAnalyticsHourlyHeatmapPeople,
  dashboardAnalyticsStreakLeaders,
  dashboardAnalyticsTeamMetrics,
  dashboardAttention,
  dashboardBatch,
  dashboardBottleneckCurrent,
  dashboardBottleneckHistory,
  dashboardBottleneckHistoryExport,
  dashboardBottleneckMoves,
  dashboardBottleneckPeople,
  dashboardClockTimes,
  dashboardClockTimesActive,
  dashboardClockTimesEmployeeId,
  dashboardClockTimesExport,
  dashboardClockTimesFeed,
  dashboardClockTimesReconcile,
  dashboardCostAnalysis,
  dashboardCostAnalysisEmployeesId,
  dashboardCostAnalysisExport,
  dashboardDepartmentsBattle,
  dashboardDepartmentsStats,
  dashboardEmployees,
  dashboardEmployeesExport,
  dashboardEmployeesIdCalendar,
  dashboardEmployeesIdDay,
  dashboardEmployeesIdExport,
  dashboardEmployeesIdMapping,
  dashboardEmployeesIdStats,
  dashboardIssues,
  dashboardIssuesIdReopen,
  dashboardIssuesIdResolve,
  dashboardLeaderboard,
  dashboardLeaderboardExport,
  dashboardLeaderboardLive,
  dashboardLeaderboardTrend,
  dashboardPace,
  dashboardPeople,
  dashboardPeopleExport,
  dashboardReports,
  dashboardReportsDate,
  dashboardReportsDateExport,
  dashboardReportsExport,
  dashboardSummary,
  dashboardSync,
  gamificationAchievementsEmployeeid,
  gamificationLeaderboard,
  health,
  healthDetailed,
  healthLiveness,
  healthReadiness,
  live,
  metrics,
  teamMetricsBottlenecks,
  teamMetricsCapacity,
  teamMetricsComparison,
  teamMetricsExport,
  teamMetricsHealthScore,
  teamMetricsOverview,
  teamMetricsTrends,
  tvBeat,
  tvFloor,
  tvPairings,
  tvPairingsCurrent,
  tvScreen,
  webhooksConnecteam,
];
