import { describe, expect, it, onTestFinished } from 'vitest';
import { startConnecteamSimulator } from '@/demo/connecteam/server';
import { ConnecteamClient, type ConnecteamClientOptions } from './client';
import {
  ConnecteamAuthError,
  ConnecteamFormatError,
  ConnecteamNotFoundError,
  ConnecteamPlanError,
  ConnecteamUnavailableError,
  ConnecteamValidationError,
} from './errors';
import type { QuotaStore } from './quota-store';
import { checkedBaseUrl } from './transport';

const NOW = 1_790_000_000;

/** A quota without limits: these tests are about single answers. */
const freeQuota: QuotaStore = {
  take: async () => null,
  recordAnswer: async () => undefined,
  recordRefusal: async (_, now) => now + 1,
  dayLimit: async () => null,
};

async function startClient(options: Partial<ConnecteamClientOptions> = {}) {
  const simulator = await startConnecteamSimulator({ now: () => NOW });
  onTestFinished(() => simulator.close());
  const client = new ConnecteamClient({
    baseUrl: simulator.baseUrl,
    credentials: { apiKey: 'simulator-key' },
    quota: freeQuota,
    clock: { now: () => NOW },
    sleep: async () => undefined,
    random: () => 0,
    ...options,
  });
  return { simulator, client };
}

describe('the client', () => {
  it('sends the key as it is and repeats the key of lists', async () => {
    const { simulator, client } = await startClient();
    expect(await client.getCompany()).toMatchObject({ companyName: 'Cedar Lane Fulfilment' });
    await client.listUsersById([5, 6]);
    expect(simulator.requests[0]?.headers['x-api-key']).toBe('simulator-key');
    expect(simulator.requests[1]?.query).toMatchObject({ userIds: ['5', '6'], userStatus: ['all'], limit: ['500'] });
  });

  it('asks for unpaged lists once, without limit and offset', async () => {
    const { simulator, client } = await startClient();
    for (let count = 0; count < 15; count++) simulator.world.addClock({ name: `Clock ${count}` });
    expect(await client.listTimeClocks()).toHaveLength(15);
    expect(simulator.requests).toHaveLength(1);
    expect(simulator.requests[0]?.query).toEqual({});
  });

  it('turns every kind of refusal into its own error', async () => {
    const { simulator, client } = await startClient();
    const thrown = (call: Promise<unknown>) =>
      call.then(
        () => null,
        (error: unknown) => error,
      );
    expect(await thrown(client.listBreakTypes(123))).toBeInstanceOf(ConnecteamNotFoundError);
    const clockId = simulator.world.addClock({ name: 'One' }).id;
    for (const validationReply of ['domain_400', 'list_422'] as const) {
      simulator.control.setModes({ validationReply });
      const error = await thrown(client.listTimeActivities(clockId, '2026-01-01', '2026-12-31'));
      expect(error).toBeInstanceOf(ConnecteamValidationError);
      expect(String(error)).toContain('92 days');
    }
    simulator.control.setModes({ operationsHub: false });
    expect(await thrown(client.listTimeClocks())).toBeInstanceOf(ConnecteamPlanError);
    simulator.control.disableApiKey();
    expect(await thrown(client.getCompany())).toBeInstanceOf(ConnecteamAuthError);
    simulator.control.addFault({ times: 5, effect: { kind: 'connection_reset' } });
    expect(await thrown(client.getCompany())).toBeInstanceOf(ConnecteamUnavailableError);
    simulator.control.addFault({ times: 5, effect: { kind: 'redirect' } });
    expect(await thrown(client.getCompany())).toBeInstanceOf(ConnecteamFormatError);
  });

  it('counts users that it cannot read instead of losing them', async () => {
    const { simulator, client } = await startClient();
    simulator.world.addUser({ firstName: 'Ann', lastName: 'Lee' });
    const odd = simulator.world.addUser({ firstName: 'Bad', lastName: 'Row' });
    Object.assign(odd, { userId: 'x' });
    expect(await client.listUsers()).toMatchObject({ rows: [{ firstName: 'Ann' }], unreadable: 1 });
  });

  it('spends at most thirty failed calls in one run and starts anew with the next', async () => {
    const { simulator, client } = await startClient();
    simulator.control.addFault({ times: 1_000, effect: { kind: 'status', status: 500 } });
    const run = client.startRun();
    for (let call = 0; call < 20; call++) await expect(run.getCompany()).rejects.toThrow(ConnecteamUnavailableError);
    expect(simulator.requests).toHaveLength(30);
    await expect(client.startRun().getCompany()).rejects.toThrow(ConnecteamUnavailableError);
    expect(simulator.requests).toHaveLength(35);
  });

  it('never quotes a credential, not even one that no header can carry', async () => {
    const credentials = { apiKey: 'secret\nkey' };
    await expect(startClient({ credentials })).rejects.toThrow(/^CONNECTEAM_API_KEY holds characters/);
  });
});

describe('the address', () => {
  it('is https, or http on this machine', () => {
    expect(checkedBaseUrl('https://api-au.connecteam.com/')).toBe('https://api-au.connecteam.com');
    expect(checkedBaseUrl('http://127.0.0.1:8080/fake/')).toBe('http://127.0.0.1:8080/fake');
    expect(checkedBaseUrl('http://localhost:8080')).toBe('http://localhost:8080');
    for (const bad of [
      'http://api.connecteam.com',
      'http://127.0.0.1.example.com',
      'https://key@api.connecteam.com',
      'ftp://localhost',
    ]) {
      expect(() => checkedBaseUrl(bad)).toThrow('CONNECTEAM_BASE_URL');
    }
  });
});
