import * as z from 'zod';
import type { ControlTarget, Verb } from './control-verb';
import { controlVerbs } from './control-verbs';
import { jsonReply, type Reply } from './http-reply';
import { worldVerbs } from './world-verbs';

const verbs: Record<string, Verb> = { ...worldVerbs, ...controlVerbs };

/**
 * Drives a running simulator from another process, loopback only:
 * `GET /__control/state`, and `POST /__control/<verb>` with a JSON body, for example
 * `POST /__control/clockIn {"userId": 9999939, "clockId": 300011}`. `GET /__control/verbs` lists them.
 * Replies `{"result": …}`; 400 with `{"error": …}` for bad input, 404 for an unknown verb.
 */
export async function answerControlCall(
  target: ControlTarget,
  call: { method: string; path: string; body: string },
  remoteAddress: string | undefined,
): Promise<Reply> {
  if (!isLoopback(remoteAddress)) return jsonReply(403, { error: 'The control interface answers this machine only' });
  const name = call.path.slice('/__control/'.length);
  if (call.method === 'GET' && name === 'state') return jsonReply(200, { result: describeState(target) });
  if (call.method === 'GET' && name === 'verbs') return jsonReply(200, { result: Object.keys(verbs).sort() });
  const chosen = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!chosen) return jsonReply(404, { error: `Unknown verb ${name}; GET /__control/verbs lists them` });
  if (call.method !== 'POST') return jsonReply(405, { error: `Call ${name} with POST` });
  try {
    const input: unknown = call.body === '' ? {} : JSON.parse(call.body);
    return jsonReply(200, { result: (await chosen(target, input)) ?? null });
  } catch (error) {
    if (error instanceof z.ZodError) return jsonReply(400, { error: z.prettifyError(error) });
    if (error instanceof RangeError || error instanceof SyntaxError) return jsonReply(400, { error: error.message });
    throw error;
  }
}

export function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address ?? '');
}

function describeState({ world, control, requests }: ControlTarget) {
  const open = [...world.activities.values()].filter((activity) => activity.end === null);
  return {
    now: world.now(),
    modes: control.modes,
    quota: control.rate.usage(),
    apiKeys: Object.fromEntries(control.apiKeys),
    faults: control.faults.map(({ path, effect, counter }) => ({
      path: path === undefined ? '*' : String(path),
      effect,
      remaining: counter.remaining,
    })),
    webhooks: {
      mode: control.webhooks.mode,
      faults: control.webhooks.faults,
      pending: control.webhooks.pendingCount,
      attempts: control.webhooks.attempts.length,
    },
    users: [...world.users.values()].map(({ userId, firstName, lastName, isArchived }) => ({
      userId,
      name: `${firstName} ${lastName}`,
      isArchived,
    })),
    clocks: [...world.clocks.values()].map(({ id, name, isArchived, breakTypes, userIds }) => ({
      id,
      name,
      isArchived,
      breakTypes,
      userIds: [...userIds],
    })),
    activities: world.activities.size,
    open: open.map(({ id, kind, userId, clockId, start }) => ({ id, kind, userId, clockId, since: start.timestamp })),
    requests: requests.length,
    lastRequests: requests.slice(-20).map(({ method, path, at, status }) => ({ method, path, at, status })),
  };
}
