import { afterEach } from 'vitest';
import * as z from 'zod';
import { SIMULATOR_API_KEY } from './control';
import { type ConnecteamSimulator, startConnecteamSimulator } from './server';

export const HOUR = 3600;
export const DAY = 24 * HOUR;

/** `2026-10-14T09:00:00-05:00` as epoch seconds. */
export function at(iso: string): number {
  return Date.parse(iso) / 1000;
}

/** A Wednesday morning in Chicago, where the test clocks are. */
export const MORNING = at('2026-10-14T09:00:00-05:00');

const running: ConnecteamSimulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** A simulator whose clock stands still until the test moves it; closed after the test. */
export async function startTestSimulator(startsAt = MORNING) {
  const clock = { at: startsAt };
  const simulator = await startConnecteamSimulator({ now: () => clock.at });
  running.push(simulator);
  return { ...simulator, clock, api: new TestClient(simulator.baseUrl) };
}

export type Parameters = Record<string, string | number | boolean | (string | number)[]>;
type Row = Record<string, unknown>;

const rowsSchema = z.array(z.record(z.string(), z.unknown()));
const envelopeSchema = z.looseObject({
  requestId: z.uuid(),
  data: z.record(z.string(), z.unknown()),
  paging: z.object({ offset: z.int(), total: z.int().optional() }).optional(),
});
const activitiesSchema = z.object({
  timeActivitiesByUsers: z.array(
    z.object({ userId: z.int(), shifts: rowsSchema, manualBreaks: rowsSchema, timeOffs: rowsSchema }),
  ),
});

export type PersonActivities = z.infer<typeof activitiesSchema>['timeActivitiesByUsers'][number];

/** Plain fetch with the few questions that the tests ask again and again. */
export class TestClient {
  constructor(
    readonly baseUrl: string,
    readonly headers: Record<string, string> = { 'x-api-key': SIMULATOR_API_KEY },
  ) {}

  /** The raw answer; redirects are not followed. */
  raw(path: string, parameters: Parameters = {}, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.baseUrl);
    for (const [name, value] of Object.entries(parameters)) {
      for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one));
    }
    return fetch(url, { redirect: 'manual', headers: this.headers, ...init });
  }

  async get(path: string, parameters: Parameters = {}): Promise<{ status: number; body: unknown; headers: Headers }> {
    const response = await this.raw(path, parameters);
    return { status: response.status, body: await response.json(), headers: response.headers };
  }

  /** The envelope of a 200; throws on anything else. */
  async data(path: string, parameters: Parameters = {}) {
    return envelopeSchema.parse((await this.get(path, parameters)).body);
  }

  async rows(path: string, key: string, parameters: Parameters = {}): Promise<Row[]> {
    return rowsSchema.parse((await this.data(path, parameters)).data[key]);
  }

  users(parameters: Parameters = {}): Promise<Row[]> {
    return this.rows('/users/v1/users', 'users', parameters);
  }

  /** Time activities of the days, by default those around {@link MORNING}. */
  async activities(clockId: number, parameters: Parameters = {}): Promise<PersonActivities[]> {
    const path = `/time-clock/v1/time-clocks/${clockId}/time-activities`;
    const range = { startDate: '2026-10-12', endDate: '2026-10-16' };
    return activitiesSchema.parse((await this.data(path, { ...range, ...parameters })).data).timeActivitiesByUsers;
  }

  async shifts(clockId: number, parameters: Parameters = {}): Promise<Row[]> {
    return (await this.activities(clockId, parameters)).flatMap((person) => person.shifts);
  }

  async send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) {
    const headers = { ...this.headers, 'content-type': 'application/json' };
    const response = await this.raw(path, {}, { method, headers, body: JSON.stringify(body) });
    const answer: unknown = await response.json();
    return { status: response.status, body: answer };
  }
}
