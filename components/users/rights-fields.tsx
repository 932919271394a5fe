'use client';

import { useSite } from '@/components/layout/hub-context';
import { Check } from '@/components/ui/check';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { USER_ROLES, type UserRole } from '@/lib/platform/auth/rights';
import type { UserList } from '@/lib/platform/auth/user-schema';
import { ROLE_TEXTS } from './role-texts';

export type Rights = { role: UserRole; canSeePay: boolean; siteIds: number[] | null };

type RightsFieldsProps = {
  rights: Rights;
  sites: UserList['sites'];
  problems: Readonly<Record<string, string>>;
  onChange(rights: Rights): void;
};

/** Role, the right to see pay, and the sites of a person. */
export function RightsFields({ rights, sites, problems, onChange }: RightsFieldsProps) {
  const { role, canSeePay, siteIds } = rights;
  const { code } = useSite();
  return (
    <>
      <Field label="Role" note={ROLE_TEXTS[role].note} problem={problems.role}>
        {(field) => (
          <Select
            {...field}
            value={role}
            onChange={({ target }) => {
              const chosen = USER_ROLES.find((one) => one === target.value) ?? role;
              onChange({ ...rights, role: chosen, canSeePay: chosen === 'viewer' ? false : canSeePay });
            }}
          >
            {USER_ROLES.map((one) => (
              <option key={one} value={one}>
                {ROLE_TEXTS[one].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Check
        label="May see pay"
        note={
          role === 'viewer'
            ? 'Viewers never see pay.'
            : 'What people are paid and what work costs. Nobody has it by role.'
        }
        isOn={canSeePay}
        isDisabled={role === 'viewer'}
        onChange={(isOn) => onChange({ ...rights, canSeePay: isOn })}
      />
      <fieldset>
        <legend className="text-sm font-medium">Sites</legend>
        <Check
          label="All sites, also later ones"
          isOn={siteIds === null}
          onChange={(isOn) =>
            onChange({ ...rights, siteIds: isOn ? null : sites.flatMap((one) => (one.code === code ? [one.id] : [])) })
          }
        />
        {siteIds !== null && (
          <div className="ml-3 border-l pl-4">
            {sites.map(({ id, name, code: siteCode }) => (
              <Check
                key={id}
                label={
                  <>
                    {name} <span className="ml-1.5 text-ink-muted">{siteCode}</span>
                  </>
                }
                isOn={siteIds.includes(id)}
                onChange={(isOn) =>
                  onChange({ ...rights, siteIds: isOn ? [...siteIds, id] : siteIds.filter((one) => one !== id) })
                }
              />
            ))}
          </div>
        )}
        {problems.siteIds !== undefined && (
          <p role="alert" className="mt-1 text-sm text-bad">
            {problems.siteIds}
          </p>
        )}
        {siteIds !== null && role === 'admin' && (
          <p className="mt-1 text-sm text-ink-muted">
            An admin of some sites manages these, but neither users nor the system: both are of all sites.
          </p>
        )}
      </fieldset>
    </>
  );
}
