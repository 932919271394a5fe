import type { MappedIdentity } from '@/lib/domain/identity/schema';

/** What can be decided about a login. */
export type Mode = 'link' | 'create' | 'ignore' | 'unlink';

type ModeTexts = {
  label(login: MappedIdentity): string;
  note: string | null;
  /** On the button; `name` of the person. */
  confirm(login: MappedIdentity, name: string): string;
  /** Said when it is done. */
  done(login: MappedIdentity, name: string): string;
};

const named = ({ externalName, externalId }: MappedIdentity) => `“${externalName ?? externalId}”`;

export const MODES: Record<Mode, ModeTexts> = {
  link: {
    label: ({ status }) => (status === 'verified' ? 'Somebody else' : 'Link'),
    note: null,
    confirm: ({ status }, name) => `${status === 'verified' ? 'Move' : 'Link'} to ${name === '' ? 'a person' : name}`,
    done: (login, name) => `${named(login)} is ${login.status === 'verified' ? 'moved' : 'linked'} to ${name}`,
  },
  create: {
    label: () => 'New person',
    note: null,
    confirm: (_, name) => `Add ${name.trim() === '' ? 'the person' : name.trim()} and link`,
    done: (login, name) => `${name} is added, and ${named(login)} is linked to them`,
  },
  ignore: {
    label: () => 'Ignore',
    note: 'For system accounts and tests: its scans and punches count nowhere, not even as unmapped work.',
    confirm: () => 'Ignore this login',
    done: (login) => `${named(login)} is ignored`,
  },
  unlink: {
    label: ({ status }) => (status === 'ignored' ? 'Count again' : 'Take off'),
    note: 'Its work counts for the site as unmapped, and for no person, until somebody links it.',
    confirm: ({ status, employee }) =>
      status === 'ignored' ? 'Count it again' : `Take it off ${employee?.name ?? 'the person'}`,
    done: (login) =>
      login.status === 'ignored'
        ? `${named(login)} counts again`
        : `${named(login)} is taken off ${login.employee?.name ?? 'its person'}`,
  },
};

/** What can be decided about a login as it is; the first is offered first. */
export function modesOf({ status }: MappedIdentity): readonly [Mode, ...Mode[]] {
  if (status === 'verified') return ['unlink', 'link', 'ignore'];
  if (status === 'ignored') return ['unlink', 'link'];
  return ['link', 'create', 'ignore'];
}

/** The decision as the API takes it, with what was seen of the login. */
export function orderOf(
  { id: identityId, revision }: MappedIdentity,
  mode: Mode,
  values: { employeeId: number; name: string; email: string; isContractor: boolean },
): object {
  const { employeeId, name, email, isContractor } = values;
  if (mode === 'link') return { action: mode, identityId, revision, employeeId };
  if (mode !== 'create') return { action: mode, identityId, revision };
  return { action: mode, identityId, revision, name, email: email.trim() === '' ? null : email, isContractor };
}
