import type { Shift } from './model';
import type { ConnecteamWorld } from './world';

/** People whose names and fields break careless code (connecteam-api.md 9, fact 23). All names are invented. */
export function addDifficultPeople(world: ConnecteamWorld) {
  const field = {
    badge: world.addCustomField({ name: 'Badge', type: 'str' }),
    hours: world.addCustomField({ name: 'Weekly hours', type: 'number' }),
    team: world.addCustomField({ name: 'Team', type: 'dropdown', options: ['Inbound', 'Packing', 'Closed line'] }),
    skills: world.addCustomField({
      name: 'Skills',
      type: 'dropdown',
      isMultiSelect: true,
      options: ['Forklift', 'First aid', 'Kitting'],
    }),
    hired: world.addCustomField({ name: 'Hired', type: 'date' }),
    birthday: world.addCustomField({ name: 'Birthday', type: 'birthday' }),
    secondEmail: world.addCustomField({ name: 'Second email', type: 'email' }),
    secondPhone: world.addCustomField({ name: 'Second phone', type: 'phone' }),
    lead: world.addCustomField({ name: 'Lead', type: 'directManager' }),
    contract: world.addCustomField({ name: 'Contract', type: 'file' }),
    profile: world.addCustomField({ name: 'Profile', type: 'link' }),
    home: world.addCustomField({ name: 'Home site', type: 'location' }),
  };
  const lead = world.addUser({
    firstName: 'Zoë',
    lastName: 'Brandström',
    email: 'zoe@floor.example',
    userType: 'manager',
  });
  const people = {
    lead,
    everyField: world.addUser({
      firstName: 'Siobhán',
      lastName: "O'Dwyer",
      email: 'siobhan@floor.example',
      kioskCode: '0042',
      customFields: {
        [field.badge.id]: 'B-0017',
        [field.hours.id]: 37,
        [field.team.id]: [0],
        [field.skills.id]: [0, 2],
        [field.hired.id]: '24/11/2024',
        [field.birthday.id]: '11/24/1990',
        [field.secondEmail.id]: 'siobhan.second@floor.example',
        [field.secondPhone.id]: '+13125550142',
        [field.lead.id]: lead.userId,
        [field.contract.id]: { fileName: 'contract.pdf', fileUrl: 'https://files.example/contract.pdf' },
        [field.profile.id]: 'https://people.example/siobhan',
        [field.home.id]: { address: '12 Dock Road', latitude: 41.88, longitude: -87.63 },
      },
    }),
    deletedOption: world.addUser({ firstName: 'Ines', lastName: 'Ferro', customFields: { [field.team.id]: [2] } }),
    withoutEmail: world.addUser({ firstName: 'Tomas', lastName: 'Aldous' }),
    precomposed: world.addUser({ firstName: 'Ren\u00e9', lastName: 'Lacroix' }),
    combiningMark: world.addUser({ firstName: 'Rene\u0301', lastName: 'Lacroix' }),
    nonLatin: world.addUser({ firstName: '小梅', lastName: '林' }),
    rightToLeft: world.addUser({ firstName: 'ليلى', lastName: 'نصار' }),
    emoji: world.addUser({ firstName: 'Sky 🌟', lastName: 'Marlow' }),
    trailingSpaces: world.addUser({ firstName: 'Odell ', lastName: 'Pryce  ' }),
    firstTwin: world.addUser({ firstName: 'Nadia', lastName: 'Holt', email: 'nadia.1@floor.example' }),
    secondTwin: world.addUser({ firstName: 'Nadia', lastName: 'Holt', email: 'nadia.2@floor.example' }),
  };
  world.deleteDropdownOption(field.team.id, 2);
  world.renameCustomField(field.badge.id, 'Badge number');
  return { field, people };
}

/** Shifts on the edges (connecteam-api.md 9, facts 31, 33 and 35), all after `from`. Both clocks must be live. */
export function addDifficultShifts(
  world: ConnecteamWorld,
  input: { clockId: number; otherClockId: number; from: number },
) {
  const { clockId, otherClockId, from } = input;
  const hour = 3600;
  const person = (firstName: string) => {
    const user = world.addUser({ firstName, lastName: 'Edge' });
    world.assignUser(clockId, user.userId);
    return user.userId;
  };
  const worked = (userId: number, startHour: number, endHour: number, jobId?: string): Shift =>
    world.addShift({ userId, clockId, start: from + startHour * hour, end: from + endHour * hour, jobId });

  const packing = world.addJob({ title: 'Packing', code: 'P1' });
  const retired = world.addJob({ title: 'Old line', code: 'X9' });
  world.deleteJob(retired.jobId);

  const twoClocks = person('Twoclocks');
  world.assignUser(otherClockId, twoClocks);
  const switcher = person('Switcher');
  world.clockIn(switcher, clockId, { at: from, jobId: retired.jobId });
  world.switchJob(switcher, { at: from + hour, jobId: packing.jobId });
  world.clockOut(switcher, { at: from + 2 * hour });

  const twice = person('Twice');
  const backToBack = person('Backtoback');
  const brief = person('Brief');
  const noJob = person('Nojob');
  const decorated = person('Decorated');
  const full = world.addShift({
    userId: decorated,
    clockId,
    start: from,
    end: from + 4 * hour,
    jobId: packing.jobId,
    managerNote: 'Checked with the lead',
    employeeNote: 'Gate was closed',
    source: { type: 'kiosk', id: 'k-2', name: 'Dock tablet' },
    shiftAttachments: [{ shiftAttachmentId: 'att-1', attachment: { freeText: '14 pallets' } }],
  });
  world.editShift(full.id, { end: from + 5 * hour });
  return {
    jobs: { packing, retired },
    twoADay: [worked(twice, 0, 3), worked(twice, 5, 8)],
    backToBack: [worked(backToBack, 0, 4), worked(backToBack, 4, 8)],
    onTwoClocks: [
      worked(twoClocks, 0, 2),
      world.addShift({ userId: twoClocks, clockId: otherClockId, start: from + 2 * hour, end: from + 4 * hour }),
    ],
    jobSwitch: world.activitiesOf(switcher),
    zeroLength: worked(brief, 1, 1),
    oneSecond: world.addShift({ userId: brief, clockId, start: from + 2 * hour, end: from + 2 * hour + 1 }),
    withoutJob: worked(noJob, 0, 2),
    withEverything: full,
  };
}
