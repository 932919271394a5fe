import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { recordStatements } from '@/lib/db/client';
import { closeDatabases } from '@/lib/db/handles';
import { closeRedisConnections } from '@/lib/platform/redis/redis';
import { openTestDatabase } from '@/test/database';
import { DayScene, winterTime } from '@/test/day-scene';
import { planOf, wholeReads } from '@/test/explain';
import { fillHistory } from '@/test/fill-history';
import { exportFlowHistory } from './export-csv';
import { loadFlow, loadFlowPeopleText } from './loaders';
import { workerNamesStatement } from './queries/get-worker-names';
import { flowPeople } from './schema';

const database = openTestDatabase();
const TODAY = '2026-03-03';
const at = (time: string) => winterTime(`${TODAY} ${time}`);
const NOON = at('12:00');

afterAll(async () => {
  closeRedisConnections();
  await closeDatabases();
});

/** At Labeling: Ana works, Bo went on a break, Cy left, a login of nobody scans; Dee only did an hour and a half ago. */
async function floor() {
  const scene = await DayScene.create(database);
  const [ana, bo, cy, dee] = [
    await scene.person('Ana'),
    await scene.person('Bo'),
    await scene.person('Cy'),
    await scene.person('Dee'),
  ];
  const nobody = { employeeId: null, identityId: await scene.login('unmapped') };
  for (const person of [ana, bo, dee]) await scene.punch(person, at('06:00'), null);
  await scene.punch(cy, at('06:00'), at('11:50'));
  await scene.pause(bo, at('11:50'), null);
  await scene.scan(ana, 'Picking', 99, at('11:00'));
  await scene.scan(ana, 'Labeling', 5, at('11:05'));
  await scene.scan(ana, 'Labeling', 7, at('11:40'));
  await scene.scan(bo, 'Labeling', 9, at('11:35'));
  await scene.scan(cy, 'Labeling', 4, at('11:32'));
  await scene.scan(nobody, 'Labeling', 9, at('11:41'));
  await scene.scan(dee, 'Labeling', 50, at('10:20'));
  await scene.request([ana, bo, cy, dee].map((one) => one.employeeId).concat(0), [TODAY]);
  await scene.drain(NOON);
  return { scene, site: scene.site, ana, bo, cy, nobody };
}

const load = async (site: DayScene['site'], department: string) =>
  flowPeople.parse(JSON.parse(await loadFlowPeopleText(site, department, NOON)));

describe('who works in a department now', () => {
  it('is everybody the department counts, with what they made there in 30 minutes', async () => {
    const { site, ana, bo, cy } = await floor();
    const { people, department } = await load(site, 'Labeling');
    expect(department).toBe('Labeling');
    expect(people.map((one) => [one.employeeId, one.items, one.minutesSinceLastScan, one.state])).toEqual([
      [null, 9, 9, 'unlinked'],
      [bo.employeeId, 9, 15, 'on-break'],
      [ana.employeeId, 7, 10, 'working'],
      [cy.employeeId, 4, 18, 'left'],
    ]);
    expect(people.map((one) => one.name).slice(1)).toEqual(['Bo', 'Ana', 'Cy']);
    expect(people[0]?.name).toMatch(/^login-/);
    const labeling = (await loadFlow(site, NOON)).departments[1];
    expect(labeling?.workers).toBe(people.length);
    expect(labeling?.output).toBe(people.reduce((sum, one) => sum + one.items, 0));
  });

  it('is nobody where nobody works, and an error where there is no department', async () => {
    const { site } = await floor();
    expect((await load(site, 'Picking')).people).toEqual([]);
    await expect(loadFlowPeopleText(site, 'Nowhere', NOON)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('costs six statements and reads names by their ids', async () => {
    const { scene, site, ana, nobody } = await floor();
    expect((await recordStatements(() => load(site, 'Labeling'))).statements).toHaveLength(6);
    expect((await recordStatements(() => load(site, 'Labeling'))).statements).toEqual([]);
    await fillHistory(database, site.id);
    const ids = { employeeIds: [ana.employeeId], identityIds: [nobody.identityId] };
    const plan = await planOf(database, workerNamesStatement({ siteId: scene.site.id, ...ids }));
    expect(wholeReads(plan)).toEqual([]);
  });
});

describe('the history as CSV', () => {
  it('has a row per department with bare numbers and the marked hours', async () => {
    const { site } = await floor();
    const { name, text } = await exportFlowHistory(site, { hours: 3, show: 'people' }, NOON);
    expect(name).toBe(`flow-${site.code}-people-3h-${TODAY}.csv`);
    const lines: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(
      lines.map((line) => [line.department, line['2026-03-03T17:00:00Z'], line['marked hours'], line.marked]),
    ).toEqual([
      ['Picking', '1', '0', ''],
      ['Labeling', '3', '1', '2026-03-03T17:00:00Z'],
      ['Film Matching', '0', '2', '2026-03-03T16:00:00Z 2026-03-03T17:00:00Z'],
      ['Heat Press', '0', '0', ''],
      ['Packing', '0', '0', ''],
    ]);
  });
});
