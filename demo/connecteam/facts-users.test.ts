import { expect, test } from 'vitest';
import { addDifficultPeople } from './difficult-data';
import { MORNING, startTestSimulator } from './test-support';

test('fact 21: archived people are hidden unless asked for, and a restore clears archivedAt', async () => {
  const { api, world, clock } = await startTestSimulator();
  const stays = world.addUser({ firstName: 'Mara', lastName: 'Quill' }).userId;
  const leaves = world.addUser({ firstName: 'Ivo', lastName: 'Tern' }).userId;
  clock.at += 60;
  world.archiveUser(leaves);
  const ids = async (userStatus?: string) =>
    (await api.users(userStatus ? { userStatus } : {})).map((user) => user.userId);
  expect([await ids(), await ids('active'), await ids('archived'), await ids('all')]).toEqual([
    [stays],
    [stays],
    [leaves],
    [stays, leaves],
  ]);
  const [, archived] = await api.users({ userStatus: 'all' });
  expect(archived).toMatchObject({ isArchived: true, archivedAt: MORNING + 60, modifiedAt: MORNING + 60 });
  expect((await api.users())[0]).not.toHaveProperty('archivedAt');
  world.restoreUser(leaves);
  const [restored] = await api.users({ userIds: leaves });
  expect(restored).toMatchObject({ isArchived: false });
  expect(restored).not.toHaveProperty('archivedAt');
});

test('fact 21: by mode archiving leaves modifiedAt alone', async () => {
  const { api, world, control, clock } = await startTestSimulator();
  control.setModes({ archivingSetsModifiedAt: false });
  const { userId } = world.addUser({ firstName: 'Ivo', lastName: 'Tern' });
  clock.at += 60;
  world.archiveUser(userId);
  expect(await api.users({ userStatus: 'archived' })).toMatchObject([{ modifiedAt: MORNING }]);
});

test('fact 22: the time filters return rows strictly after the instant', async () => {
  const { api, world, clock } = await startTestSimulator();
  const { userId } = world.addUser({
    firstName: 'Mara',
    lastName: 'Quill',
    createdAt: 1000,
    modifiedAt: 2000,
    lastLogin: 3000,
  });
  clock.at = 4000;
  world.archiveUser(userId);
  for (const [filter, instant] of Object.entries({
    createdAt: 1000,
    modifiedAt: 4000,
    lastLogin: 3000,
    archivedAt: 4000,
  })) {
    const count = async (limit: number) => (await api.users({ userStatus: 'all', [filter]: limit })).length;
    expect([filter, await count(instant - 1), await count(instant)]).toEqual([filter, 1, 0]);
  }
});

test('fact 23: names arrive as they are, unnormalised and untrimmed', async () => {
  const { api, world } = await startTestSimulator();
  const { people } = addDifficultPeople(world);
  const rows = await api.users({ limit: 500 });
  for (const person of Object.values(people)) {
    const row = rows.find((user) => user.userId === person.userId);
    expect(row).toMatchObject({ firstName: person.firstName, lastName: person.lastName });
  }
  const twins = await api.users({ fullNames: 'Nadia Holt' });
  expect(twins.map((user) => user.email)).toEqual(['nadia.1@floor.example', 'nadia.2@floor.example']);
  expect(people.precomposed.firstName).not.toBe(people.combiningMark.firstName);
  expect((await api.users({ userIds: people.withoutEmail.userId }))[0]).not.toHaveProperty('email');
  expect(await api.users({ userIds: people.everyField.userId })).toMatchObject([{ kioskCode: '0042' }]);
});

test('fact 23: custom fields of every type have the shapes of the live API', async () => {
  const { api, world } = await startTestSimulator();
  const { field, people } = addDifficultPeople(world);
  const [row] = await api.users({ userIds: people.everyField.userId });
  const value = (customFieldId: number, type: string, expected: unknown) =>
    expect(row?.customFields, type).toContainEqual({ customFieldId, name: expect.any(String), type, value: expected });
  value(field.badge.id, 'str', 'B-0017');
  value(field.hours.id, 'number', 37);
  value(field.team.id, 'dropdown', [{ id: 0, value: 'Inbound' }]);
  value(field.skills.id, 'dropdown', [
    { id: 0, value: 'Forklift' },
    { id: 2, value: 'Kitting' },
  ]);
  value(field.hired.id, 'date', '24/11/2024');
  value(field.birthday.id, 'birthday', '11/24/1990');
  value(field.secondEmail.id, 'email', 'siobhan.second@floor.example');
  value(field.secondPhone.id, 'phone', '+13125550142');
  value(field.lead.id, 'directManager', people.lead.userId);
  value(field.contract.id, 'file', expect.any(Object));
  value(field.profile.id, 'link', 'https://people.example/siobhan');
  value(field.home.id, 'location', expect.any(Object));
  const raw = await (await api.raw('/users/v1/users', { userIds: people.everyField.userId })).text();
  expect(raw, 'whole numbers keep their point on the wire').toContain('"value":37.0');
});

test('fact 23: a renamed field shows its new name, a deleted option stays while somebody holds it', async () => {
  const { api, world } = await startTestSimulator();
  const { field, people } = addDifficultPeople(world);
  const [row] = await api.users({ userIds: people.deletedOption.userId });
  expect(row?.customFields).toMatchObject([{ name: 'Team', value: [{ id: 2, value: 'Closed line' }] }]);
  const options = async () =>
    (await api.rows('/users/v1/custom-fields', 'customFields', { customFieldIds: field.team.id }))[0]?.dropdownOptions;
  expect(await options()).toContainEqual({ id: 2, value: 'Closed line', isDisabled: false, isDeleted: true });
  world.setCustomField(people.deletedOption.userId, field.team.id, [1]);
  expect(await options()).toHaveLength(2);
  const names = await api.rows('/users/v1/custom-fields', 'customFields', { limit: 500 });
  expect(names.map(({ name }) => name)).toContain('Badge number');
  expect(await api.rows(`/users/v1/custom-fields/${field.team.id}/options`, 'options')).toHaveLength(3);
});

test('an assignment lists the clocks and groups of a person, an unknown person is 404', async () => {
  const { api, world } = await startTestSimulator();
  const { userId } = world.addUser({ firstName: 'Mara', lastName: 'Quill' });
  const clock = world.addClock({ name: 'Dock' });
  const group = world.addSmartGroup({ name: 'Night', userIds: [userId] });
  world.assignUser(clock.id, userId);
  const { data } = await api.data(`/users/v1/users/${userId}/assignments`, { assetTypes: 'timeClock' });
  expect(data).toEqual({ assets: [{ id: clock.id, type: 'timeClock' }], smartGroups: [{ id: String(group.id) }] });
  expect(await api.rows('/users/v1/smart-groups', 'groups')).toMatchObject([{ id: group.id, numberOfUsers: 1 }]);
  expect(await api.get('/users/v1/users/12345/assignments')).toMatchObject({
    status: 404,
    body: { error: 'User with ID 12345 not found' },
  });
});
