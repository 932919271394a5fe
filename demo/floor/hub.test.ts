import { describe, expect, it } from 'vitest';
import { HubRefusedError, openHub } from './hub';
import { floorSettings, planScans } from './plan';

const SCANS = planScans(floorSettings('America/Chicago'), '2026-03-05').slice(0, 2);
const STORED = { accepted: 2, duplicates: 0, updated: 0, rejected: [] };
const NEVER = new AbortController().signal;

type Reply = Response | 'unreachable';

/** A hub that gives these replies one after the other, and what was asked and waited for meanwhile. */
function hubWith(replies: Reply[]) {
  const requests: { url: string; init: RequestInit | undefined }[] = [];
  const waits: number[] = [];
  const said: string[] = [];
  const hub = openHub({
    url: 'http://hub.test',
    apiKey: 'hub_key',
    say: (line) => said.push(line),
    fetch: async (url, init) => {
      requests.push({ url: String(url), init });
      const reply = replies.shift() ?? 'unreachable';
      if (reply === 'unreachable') throw new TypeError('fetch failed');
      return reply;
    },
    wait: async (millis, signal) => {
      signal.throwIfAborted();
      waits.push(millis);
    },
  });
  return { hub, requests, waits, said };
}

describe('the hub as the scanners see it', () => {
  it('gets scans as the API wants them, with the key', async () => {
    const { hub, requests } = hubWith([Response.json(STORED)]);
    expect(await hub.postScans(SCANS, NEVER)).toEqual(STORED);
    expect(requests[0]?.url).toBe('http://hub.test/api/activities/batch');
    expect(new Headers(requests[0]?.init?.headers).get('x-api-key')).toBe('hub_key');
    const body: unknown = JSON.parse(String(requests[0]?.init?.body));
    expect(body).toMatchObject([
      { referenceId: SCANS[0]?.referenceId, source: 'scanner', userEmail: SCANS[0]?.login.email },
      { referenceId: SCANS[1]?.referenceId },
    ]);
  });

  it('waits out a restart with growing pauses, says so once, and gets everything through', async () => {
    const outage: Reply[] = ['unreachable', 'unreachable', new Response('starting', { status: 503 }), 'unreachable'];
    const { hub, waits, said, requests } = hubWith([...outage, Response.json(STORED)]);
    expect(await hub.postScans(SCANS, NEVER)).toEqual(STORED);
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    expect(said).toHaveLength(2);
    expect(new Set(requests.map((request) => request.init?.body)).size).toBe(1);
  });

  it('waits as long as a 429 asks for', async () => {
    const refusal = new Response('slow down', { status: 429, headers: { 'retry-after': '7' } });
    const { hub, waits } = hubWith([refusal, Response.json(STORED)]);
    await hub.postScans(SCANS, NEVER);
    expect(waits).toEqual([7000]);
  });

  it('does not repeat a request that is wrong', async () => {
    const { hub, requests } = hubWith([new Response('{"error":{"code":"VALIDATION"}}', { status: 400 })]);
    await expect(hub.postScans(SCANS, NEVER)).rejects.toThrow(HubRefusedError);
    expect(requests).toHaveLength(1);
  });

  it('is healthy once /api/health answers well', async () => {
    const { hub, requests } = hubWith(['unreachable', new Response('', { status: 503 }), new Response('{}')]);
    await hub.waitUntilHealthy(NEVER);
    expect(requests.map((request) => request.url)).toEqual(Array(3).fill('http://hub.test/api/health'));
  });

  it('stops trying when told to end', async () => {
    const end = new AbortController();
    const { hub } = hubWith([]);
    const posting = hub.postScans(SCANS, end.signal);
    end.abort();
    await expect(posting).rejects.toThrow();
  });
});
