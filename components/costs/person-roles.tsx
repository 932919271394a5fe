import { DepartmentName } from '@/components/departments/department-name';
import type { PersonCosts } from '@/lib/domain/costs/schema';
import { formatMoney, formatUnitMoney } from '@/lib/platform/format/money';
import { formatNumber } from '@/lib/platform/format/number';

/** A person's cost by department, adding up to their labour. */
export function PersonRoles({ costs: { person, currency } }: { costs: PersonCosts }) {
  if (person.roles.length === 0) return null;
  const money = (cents: number) => formatMoney(cents, currency);
  const cell = 'px-3 py-2 text-right whitespace-nowrap';
  return (
    <section aria-label="By department">
      <h3 className="mb-2 font-semibold tracking-tight">By department</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <div tabIndex={0} className="overflow-x-auto rounded-xl border">
        <table className="w-full text-sm" aria-label="Cost of the person by department">
          <thead className="text-[0.8125rem] text-ink-muted">
            <tr>
              {['Department', 'Items', 'Per item', 'Active', 'Waiting', 'Breaks', 'Labour'].map((label, index) => (
                <th
                  key={label}
                  scope="col"
                  className={`px-3 py-2 font-normal ${index === 0 ? 'text-left' : 'text-right'}`}
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {person.roles.map((role) => (
              <tr key={role.department ?? ''} className="border-t">
                <th scope="row" className="px-3 py-2 text-left font-normal whitespace-nowrap">
                  <DepartmentName department={role.department} colour={role.colour} />
                </th>
                <td className={cell}>{formatNumber(role.items)}</td>
                <td className={cell}>{formatUnitMoney(role.costPerItemCents, currency)}</td>
                <td className={cell}>{money(role.activeCents)}</td>
                <td className={cell}>{money(role.idleCents)}</td>
                <td className={cell}>{money(role.breakCents)}</td>
                <td className={`${cell} font-medium`}>{money(role.labourCents)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t font-medium">
              <th scope="row" className="px-3 py-2 text-left font-medium">
                All
              </th>
              <td className={cell}>{formatNumber(person.items)}</td>
              <td className={cell}>{formatUnitMoney(person.costPerItemCents, currency)}</td>
              <td className={cell}>{money(person.activeCents)}</td>
              <td className={cell}>{money(person.idleCents)}</td>
              <td className={cell}>{money(person.breakCents)}</td>
              <td className={cell}>{money(person.labourCents)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
