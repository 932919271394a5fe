import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { ListedDepartment } from '@/lib/domain/roles/schema';
import { ROLE_TYPE_NOTES } from './labels';

type RoleType = ListedDepartment['roleType'];

/** Whether a department works in batches, and what that decides. */
export function RoleTypeField({ value, onChange }: { value: RoleType; onChange(value: RoleType): void }) {
  return (
    <Field label="Type" note={ROLE_TYPE_NOTES[value]}>
      {(props) => (
        <Select
          {...props}
          value={value}
          onChange={({ target }) => onChange(target.value === 'batch' ? 'batch' : 'continuous')}
        >
          <option value="batch">Batch</option>
          <option value="continuous">Continuous</option>
        </Select>
      )}
    </Field>
  );
}
