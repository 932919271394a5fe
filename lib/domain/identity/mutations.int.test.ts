import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '@/lib/db/client';
import { auditEvents } from '@/lib/db/schema/audit-events';
import { employeeIdentities, identityRejections } from '@/lib/db/schema/employee-identities';
import { UNMAPPED_WORK } from '@/lib/domain/scoring/request-scores';
import type { EpochSeconds } from '@/lib/platform/time/instant';
import {
  activitiesOf,
  at,
  breaksOf,
  database,
  forgetRequests,
  identityRow,
  ignore,
  link,
  NOW,
  newIdentity,
  newPerson,
  newScene,
  openIssues,
  pause,
  periodsOf,
  personRow,
  punch,
  requestsOf,
  scan,
  unlink,
} from './identity-scene';
import { resolveIdentities } from './resolve';

describe('resolveIdentities', () => {
  it('makes a row once, and refreshes it only for news or after a minute', async () => {
    const scene = await newScene();
    const resolve = (
      seen: { externalId: string; externalName?: string; externalEmail?: string }[],
      now: EpochSeconds,
    ) => inTransaction(database, (tx) => resolveIdentities(tx, scene.site.id, 'api', seen, now));
    const first = await resolve(
      [{ externalId: 'a' }, { externalId: 'A' }, { externalId: 'a', externalName: 'Mara' }],
      NOW,
    );
    expect([...first.keys()].sort()).toEqual(['A', 'a']);
    const id = first.get('a')?.identityId ?? 0;
    expect(await identityRow(id)).toMatchObject({
      externalName: 'Mara',
      status: 'unmapped',
      firstSeenAt: NOW,
      lastSeenAt: NOW,
    });
    await resolve([{ externalId: 'a', externalName: 'Mara' }], NOW + 60);
    expect((await identityRow(id)).lastSeenAt).toBe(NOW);
    await resolve([{ externalId: 'a', externalName: 'Mara Linden' }], NOW + 60);
    expect(await identityRow(id)).toMatchObject({ externalName: 'Mara Linden', lastSeenAt: NOW + 60 });
    await resolve([{ externalId: 'a' }], NOW + 121);
    expect(await identityRow(id)).toMatchObject({
      externalName: 'Mara Linden',
      firstSeenAt: NOW,
      lastSeenAt: NOW + 121,
    });
    await resolve([{ externalId: 'a' }], NOW - 5000);
    expect((await identityRow(id)).lastSeenAt).toBe(NOW + 121);
  });

  it('keeps its rows locked, so that nobody is linked before the facts are written', async () => {
    const scene = await newScene();
    const id = await newIdentity(scene, 'api', 'a');
    const lockNow = () =>
      inTransaction(database, (tx) =>
        tx.select().from(employeeIdentities).where(eq(employeeIdentities.id, id)).for('update', { noWait: true }),
      );
    await inTransaction(database, async (tx) => {
      await resolveIdentities(tx, scene.site.id, 'api', [{ externalId: 'a' }], NOW);
      await expect(lockNow()).rejects.toThrow();
    });
    expect(await lockNow()).toHaveLength(1);
  });

  it('cuts names that are too long instead of failing', async () => {
    const scene = await newScene();
    const seen = [{ externalId: 'x', externalName: `${'n'.repeat(190)}🙂`, externalEmail: ' ' }];
    const found = await inTransaction(database, (tx) => resolveIdentities(tx, scene.site.id, 'api', seen, NOW));
    expect(await identityRow(found.get('x')?.identityId ?? 0)).toMatchObject({
      externalName: `${'n'.repeat(190)}\ufffd`,
      externalEmail: null,
    });
  });
});

describe('linkIdentity', () => {
  it('gives all past facts to the person and rescores both sides of every day', async () => {
    const scene = await newScene();
    const [scans, clock, mara] = [
      await newIdentity(scene, 'api', 'mara'),
      await newIdentity(scene, 'connecteam', '501'),
      await newPerson(scene, 'Mara Linden'),
    ];
    await scan(scene, 'mara', 'r-1', at('2026-03-10T14:00:00Z'));
    await punch(scene, clock, 'connecteam', '2026-03-12T13:00:00Z', '2026-03-12T21:00:00Z');
    await pause(scene, clock, '2026-03-12T17:00:00Z');
    await forgetRequests(scene);
    await link(scene, scans, mara);
    expect(await requestsOf(scene)).toEqual(new Set([`2026-03-10 ${UNMAPPED_WORK}`, `2026-03-10 ${mara}`]));
    await forgetRequests(scene);
    await link(scene, clock, mara);
    expect(await requestsOf(scene)).toEqual(new Set([10, 11, 12, 13, 14].map((day) => `2026-03-${day} ${mara}`)));
    expect((await activitiesOf(scene)).map((row) => row.employeeId)).toEqual([mara]);
    expect((await periodsOf(scene)).map((row) => row.employeeId)).toEqual([mara]);
    expect((await breaksOf(scene)).map((row) => row.employeeId)).toEqual([mara]);
    expect(await personRow(mara)).toMatchObject({ connecteamUserId: 501 });
    expect(await identityRow(scans)).toMatchObject({
      status: 'verified',
      employeeId: mara,
      verifiedBy: 'admin-1',
      verifiedAt: NOW,
      touchedAt: NOW,
    });
  });

  it('is audited, and does nothing when it is so already', async () => {
    const scene = await newScene();
    const [identity, mara] = [await newIdentity(scene, 'api', 'mara'), await newPerson(scene, 'Mara Linden')];
    await link(scene, identity, mara);
    await forgetRequests(scene);
    await link(scene, identity, mara, { now: NOW + 100 });
    const audit = await database
      .select()
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.siteId, scene.site.id),
          eq(auditEvents.entity, 'identity'),
          eq(auditEvents.entityId, String(identity)),
        ),
      );
    expect(audit).toMatchObject([
      {
        action: 'identity.link',
        actorId: 'admin-1',
        before: { status: 'unmapped', employeeId: null },
        after: { status: 'verified', employeeId: mara },
      },
    ]);
    expect(await requestsOf(scene)).toEqual(new Set());
    expect((await identityRow(identity)).verifiedAt).toBe(NOW);
  });

  it('closes the issue of the unmapped identity, and unlinking opens it again', async () => {
    const scene = await newScene();
    const mara = await newPerson(scene, 'Mara Linden');
    await scan(scene, 'mara', 'r-1', at('2026-03-10T14:00:00Z'));
    const identity = await newIdentity(scene, 'api', 'mara');
    expect(await openIssues(scene, 'unmapped_identity')).toHaveLength(1);
    await link(scene, identity, mara);
    expect(await openIssues(scene, 'unmapped_identity')).toEqual([]);
    await unlink(scene, identity);
    expect(await openIssues(scene, 'unmapped_identity')).toMatchObject([
      { identityId: identity, scoreDate: '2026-03-10' },
    ]);
    await ignore(scene, identity);
    expect(await openIssues(scene, 'unmapped_identity')).toEqual([]);
  });

  it('refuses identities and people of another site', async () => {
    const [scene, other] = [await newScene(), await newScene()];
    const [identity, mara] = [await newIdentity(scene, 'api', 'mara'), await newPerson(scene, 'Mara Linden')];
    const stranger = await newPerson(other, 'Otto Brandt');
    await expect(link(scene, identity, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(link(other, identity, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(link(scene, identity + 1_000_000, mara)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await identityRow(identity)).status).toBe('unmapped');
  });

  it('remembers whom a person took off an identity, until that person is linked again', async () => {
    const scene = await newScene();
    const identity = await newIdentity(scene, 'api', 'mara');
    const [mara, otto] = [await newPerson(scene, 'Mara Linden'), await newPerson(scene, 'Otto Brandt')];
    const refused = async () => {
      const rows = await database.select().from(identityRejections).where(eq(identityRejections.identityId, identity));
      return rows.map((row) => row.employeeId);
    };
    await link(scene, identity, mara);
    await link(scene, identity, otto);
    expect(await refused()).toEqual([mara]);
    await unlink(scene, identity);
    expect((await refused()).sort()).toEqual([mara, otto].sort());
    await link(scene, identity, mara);
    expect(await refused()).toEqual([otto]);
  });

  it('derives the Connecteam user from the first verified Connecteam identity', async () => {
    const scene = await newScene();
    const mara = await newPerson(scene, 'Mara Linden');
    const [late, early] = [await newIdentity(scene, 'connecteam', '11'), await newIdentity(scene, 'connecteam', '12')];
    await link(scene, early, mara, { now: NOW });
    await link(scene, late, mara, { now: NOW + 10 });
    expect((await personRow(mara)).connecteamUserId).toBe(12);
    await unlink(scene, early);
    expect((await personRow(mara)).connecteamUserId).toBe(11);
    await unlink(scene, late);
    expect((await personRow(mara)).connecteamUserId).toBeNull();
  });
});

describe('contradicting clock periods', () => {
  it('of one source leave the longer with the person, raise an issue for the other and come back with an unlink', async () => {
    const scene = await newScene();
    const [one, two] = [await newIdentity(scene, 'connecteam', '1'), await newIdentity(scene, 'connecteam', '2')];
    const mara = await newPerson(scene, 'Mara Linden');
    const short = await punch(scene, one, 'connecteam', '2026-03-10T13:00:00Z', '2026-03-10T15:00:00Z');
    const long = await punch(scene, two, 'connecteam', '2026-03-10T13:00:00Z', '2026-03-10T19:00:00Z');
    await link(scene, one, mara);
    await link(scene, two, mara);
    const holders = async () => new Map((await periodsOf(scene)).map((row) => [row.id, row.employeeId]));
    expect(await holders()).toEqual(
      new Map([
        [short, null],
        [long, mara],
      ]),
    );
    expect(await openIssues(scene, 'overlap')).toMatchObject([{ subject: `period:${short}`, scoreDate: '2026-03-10' }]);
    await unlink(scene, two);
    expect(await holders()).toEqual(
      new Map([
        [short, mara],
        [long, null],
      ]),
    );
    expect(await openIssues(scene, 'overlap')).toEqual([]);
  });

  it('of two sources leave Connecteam with the person, without an issue', async () => {
    const scene = await newScene();
    const [csv, clock] = [await newIdentity(scene, 'csv', '1'), await newIdentity(scene, 'connecteam', '2')];
    const mara = await newPerson(scene, 'Mara Linden');
    await punch(scene, csv, 'csv', '2026-03-10T13:00:00Z', '2026-03-10T23:00:00Z');
    await punch(scene, clock, 'connecteam', '2026-03-10T13:00:00Z', '2026-03-10T15:00:00Z');
    await link(scene, csv, mara);
    await link(scene, clock, mara);
    expect((await periodsOf(scene)).map((row) => row.employeeId)).toEqual([null, mara]);
    expect(await openIssues(scene, 'overlap')).toEqual([]);
  });
});
