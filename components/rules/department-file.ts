import type { CsvColumns } from '@/components/table/csv-button';
import type { ListedDepartment } from '@/lib/domain/roles/schema';
import { currentVersion } from './department-columns';

/** The table of departments as a file: the values that count today. */
export const DEPARTMENT_FILE: CsvColumns<ListedDepartment> = {
  department: ({ departmentName }) => departmentName,
  role: ({ roleName }) => roleName,
  activity_type: ({ activityType }) => activityType,
  type: ({ roleType }) => roleType,
  flow_order: ({ flowOrder }) => flowOrder,
  finishing: ({ isFinishing }) => (isFinishing ? 'yes' : 'no'),
  active: ({ isActive }) => (isActive ? 'yes' : 'no'),
  valid_from: (row) => currentVersion(row)?.validFrom ?? null,
  multiplier: (row) => currentVersion(row)?.multiplier ?? null,
  expected_per_hour: (row) => currentVersion(row)?.expectedPerHour ?? null,
  idle_threshold_minutes: (row) => currentVersion(row)?.idleThresholdMinutes ?? null,
  monthly_target_points: (row) => currentVersion(row)?.monthlyTargetPoints ?? null,
};
