import { domainError, dropNulls } from './http-reply';
import type { ConnecteamUser, CustomField } from './model';
import { pageOf } from './query';
import { renderUser } from './render';
import type { ApiCall, ApiResult, Route } from './route';

/** `/me` and `/users/v1` (connecteam-api.md 7.1 to 7.3). */
export const usersRoutes: Route[] = [
  {
    method: 'GET',
    pattern: '/me',
    scope: 'account_information.read',
    handle: ({ world }) => ({ data: world.company }),
  },
  { method: 'GET', pattern: '/users/v1/users', scope: 'users.read', handle: listUsers },
  { method: 'GET', pattern: '/users/v1/users/:userId/assignments', scope: 'users.read', handle: listAssignments },
  { method: 'GET', pattern: '/users/v1/custom-fields', scope: 'users.read', handle: listCustomFields },
  { method: 'GET', pattern: '/users/v1/custom-fields/:fieldId/options', scope: 'users.read', handle: listOptions },
  { method: 'GET', pattern: '/users/v1/smart-groups', scope: 'users.read', handle: listSmartGroups },
];

function listUsers({ world, control, query }: ApiCall): ApiResult {
  const page = query.page(500);
  const sort = query.choice('sort', ['created_at']);
  const order = query.choice('order', ['asc', 'desc']) ?? 'asc';
  const status = query.choice('userStatus', ['active', 'archived', 'all']) ?? 'active';
  const userIds = query.ints('userIds');
  const names = query.strings('fullNames');
  const phones = query.strings('phoneNumbers');
  const emails = query.strings('emailAddresses');
  const createdAfter = query.int('createdAt', { min: 1 });
  const modifiedAfter = query.int('modifiedAt', { min: 1 });
  const loginAfter = query.int('lastLogin', { min: 1 });
  const archivedAfter = query.int('archivedAt', { min: 1 });
  query.check();

  const matches = (user: ConnecteamUser) =>
    (status === 'all' || user.isArchived === (status === 'archived')) &&
    isIn(userIds, user.userId) &&
    isIn(names, `${user.firstName} ${user.lastName}`) &&
    isIn(phones, user.phoneNumber) &&
    (emails === null || (user.email !== null && emails.has(user.email))) &&
    isAfter(user.createdAt, createdAfter) &&
    isAfter(user.modifiedAt, modifiedAfter) &&
    isAfter(user.lastLogin, loginAfter) &&
    isAfter(user.archivedAt, archivedAfter);
  const isDescending = sort === null ? world.modes.defaultUserOrder === 'newest_first' : order === 'desc';
  const rows = [...world.users.values()]
    .filter(matches)
    .sort((a, b) => a.createdAt - b.createdAt || a.userId - b.userId);
  if (isDescending) rows.reverse();

  const { rows: users, offset } = pageOf(rows, page);
  const result: ApiResult = {
    data: { users: users.map((user) => renderUser(world, user)) },
    paging: world.modes.usersTotal ? { offset, total: rows.length } : { offset },
  };
  if (offset < rows.length) changePeopleBetweenPages({ world, control }, users);
  return result;
}

/** The mode `betweenPages`: somebody joins, or somebody of this page leaves, before the next page is asked. */
function changePeopleBetweenPages(
  { world, control }: Pick<ApiCall, 'world' | 'control'>,
  page: ConnecteamUser[],
): void {
  const { betweenPages } = world.modes;
  control.setModes({ betweenPages: 'nothing' });
  if (betweenPages === 'create_user') world.addUser({ firstName: 'Newly', lastName: 'Hired' });
  const leaving = page.find((user) => !user.isArchived);
  if (betweenPages === 'archive_user' && leaving) world.archiveUser(leaving.userId);
}

function listAssignments({ world, params, query, path }: ApiCall): ApiResult {
  const assetTypes = query.strings('assetTypes');
  const user = world.users.get(Number(params.userId));
  if (!user) throw domainError(404, path, `User with ID ${params.userId} not found`, 1004);
  const clocks = [...world.clocks.values()].filter((clock) => clock.userIds.has(user.userId));
  const groups = [...world.smartGroups.values()].filter((group) => group.userIds.has(user.userId));
  return {
    data: {
      assets: isIn(assetTypes, 'timeClock') ? clocks.map(({ id }) => ({ id, type: 'timeClock' })) : [],
      smartGroups: groups.map(({ id }) => ({ id: String(id) })),
    },
  };
}

function listCustomFields({ world, query }: ApiCall): ApiResult {
  const page = query.page(500);
  const sort = query.choice('sort', ['id', 'name', 'type']) ?? 'id';
  const order = query.choice('order', ['asc', 'desc']) ?? 'asc';
  const ids = query.ints('customFieldIds');
  const categories = query.ints('categoryIds');
  const types = query.strings('customFieldTypes');
  const names = query.strings('customFieldNames');
  query.check();
  const rows = [...world.customFields.values()]
    .filter((field) => isIn(ids, field.id) && isIn(categories, field.categoryId) && isIn(types, field.type))
    .filter((field) => isIn(names, field.name))
    .sort((a, b) => (sort === 'id' ? a.id - b.id : a[sort] < b[sort] ? -1 : 1));
  if (order === 'desc') rows.reverse();
  const { rows: fields, offset } = pageOf(rows, page);
  return { data: { customFields: fields.map((field) => renderCustomField(world, field)) }, paging: { offset } };
}

/** A deleted option is shown while somebody still holds it. */
function renderCustomField(world: ApiCall['world'], field: CustomField): Record<string, unknown> {
  const { isMultiSelect, dropdownOptions, ...columns } = field;
  const isHeld = (optionId: number) =>
    [...world.users.values()].some((user) => {
      const value = user.customFields.get(field.id);
      return Array.isArray(value) && value.includes(optionId);
    });
  return {
    ...columns,
    isVisibleToAllAdmins: true,
    isEditableForAllAdmins: true,
    isVisibleToUsers: true,
    isEditableForUsers: false,
    ...(field.type === 'dropdown'
      ? { isMultiSelect, dropdownOptions: dropdownOptions.filter((option) => !option.isDeleted || isHeld(option.id)) }
      : {}),
  };
}

function listOptions({ world, params, query, path }: ApiCall): ApiResult {
  const page = query.page(100);
  query.check();
  const field = world.customFields.get(Number(params.fieldId));
  if (field?.type !== 'dropdown') throw domainError(404, path, `Custom field ${params.fieldId} not found`, 1004);
  const { rows, offset } = pageOf(field.dropdownOptions, page);
  return { data: { options: rows }, paging: { offset } };
}

function listSmartGroups({ world }: ApiCall): ApiResult {
  const groups = [...world.smartGroups.values()].map(({ userIds, ...group }) =>
    dropNulls({ ...group, numberOfUsers: userIds.size, isAutomaticallyCreated: false }),
  );
  return { data: { groups } };
}

function isIn<T>(wanted: ReadonlySet<T> | null, value: T): boolean {
  return wanted === null || wanted.has(value);
}

/** Strictly after, as the documentation says of every time filter of users. */
function isAfter(value: number | null, limit: number | null): boolean {
  return limit === null || (value !== null && value > limit);
}
