import { departmentBackground } from '@/components/departments/department-colours';
import { cn } from '@/components/ui/class-names';
import { type Explainer, hundredthsOf } from '@/lib/domain/employees/prepare-explainer';
import type { PersonDay } from '@/lib/domain/employees/schema';
import { formatNumber } from '@/lib/platform/format/number';
import { formatDuration } from '@/lib/platform/time/format';

type PointsSumProps = { day: PersonDay; explainer: Explainer };

const CELL = 'py-1.5 pl-3 text-right whitespace-nowrap';

/** Items x multiplier per role, added up and rounded once. */
export function PointsSum({ day, explainer }: PointsSumProps) {
  const { score } = day;
  const { pointsThousandths, withoutRole } = explainer;
  const colours = new Map(day.departments.map((one) => [one.department, one.colour]));
  const items = score.roles.reduce((sum, role) => sum + role.items, 0);
  const worked = score.roles.reduce((sum, role) => sum + role.workedSeconds, 0);
  const hasWorked = score.activeFrom === 'clock';
  return (
    <section aria-label="Points" className="min-w-0">
      <h3 className="mb-1 text-sm font-medium">Points</h3>
      {score.roles.length === 0 ? (
        <p className="text-sm text-ink-muted">{noPointsText(day)}</p>
      ) : (
        <>
          <table aria-label="Points by role" className="w-full text-sm max-sm:table-fixed">
            <thead>
              <tr className="border-b text-ink-muted">
                <th scope="col" className="py-1.5 text-left font-normal">
                  Role
                </th>
                {hasWorked && (
                  <th
                    scope="col"
                    title="Clocked time that belongs to the role's scans"
                    className={cn(CELL, 'font-normal max-sm:hidden')}
                  >
                    Clocked time
                  </th>
                )}
                <th scope="col" className={cn(CELL, 'font-normal max-sm:w-14')}>
                  Items
                </th>
                <th scope="col" className={cn(CELL, 'font-normal max-sm:w-18')}>
                  × each
                </th>
                <th scope="col" className={cn(CELL, 'font-normal max-sm:w-22')}>
                  = Points
                </th>
              </tr>
            </thead>
            <tbody>
              {score.roles.map((role) => (
                <tr key={role.roleId} data-role={role.roleId} className="border-b">
                  <th scope="row" className="py-1.5 text-left font-normal">
                    <span className="flex items-start gap-2">
                      <span
                        aria-hidden
                        className={cn(
                          'mt-1.5 size-2.5 shrink-0 rounded-full print:print-color-adjust-exact',
                          departmentBackground(colours.get(role.department) ?? 1),
                        )}
                      />
                      <span className="min-w-0 [overflow-wrap:anywhere]">
                        {role.role}
                        {role.department !== role.role && (
                          <span className="block text-ink-muted">{role.department}</span>
                        )}
                      </span>
                    </span>
                  </th>
                  {hasWorked && (
                    <td className={cn(CELL, 'text-ink-muted max-sm:hidden')}>{formatDuration(role.workedSeconds)}</td>
                  )}
                  <td data-cell="items" className={CELL}>
                    {formatNumber(role.items)}
                  </td>
                  <td data-cell="multiplier" className={CELL}>
                    × {formatNumber(role.multiplier, 3)}
                  </td>
                  <td data-cell="points" className={CELL}>
                    {formatNumber(role.points, 3)}
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr data-sum="points">
                <th scope="row" className="py-1.5 text-left font-normal">
                  Sum
                </th>
                {hasWorked && <td className={cn(CELL, 'max-sm:hidden')}>{formatDuration(worked)}</td>}
                <td data-cell="items" className={CELL}>
                  {formatNumber(items)}
                </td>
                <td />
                <td data-cell="points" className={CELL}>
                  {formatNumber(pointsThousandths / 1000, 3)}
                </td>
              </tr>
            </tfoot>
          </table>
          <p
            data-sum="rounded"
            className="flex items-baseline justify-between gap-4 border-t py-1.5 text-sm font-semibold"
          >
            Points of the day, rounded once
            <span data-cell="points" className="text-base">
              {formatNumber(hundredthsOf(pointsThousandths) / 100, 2)}
            </span>
          </p>
        </>
      )}
      {withoutRole.activities > 0 && (
        <p className="mt-2 text-sm text-warn">
          {withoutRole.items === 1 ? '1 item' : `${formatNumber(withoutRole.items)} items`} of a type that has no role
          yet: they count nowhere until an admin maps the type.
        </p>
      )}
    </section>
  );
}

function noPointsText({ employee }: PersonDay): string {
  return employee.isScanning
    ? 'No scan with a role on this day, so there are no points.'
    : 'This person does not scan, so there are no points to add up.';
}
