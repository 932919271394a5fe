import { describe, expect, it, vi } from 'vitest';
import { eventually } from '@/test/eventually';
import { EventTopic } from './event-stream';

const SNAPSHOT = { event: 'snapshot', data: '{"n":0}' };
const LONG = 60_000;

function open(topic: EventTopic, lastEventId: string | null = null) {
  const abort = new AbortController();
  const stream = topic.open({ lastEventId, snapshot: SNAPSHOT, signal: abort.signal, maxMillis: LONG });
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  return {
    abort,
    /** The next `count` events, the first line of a stream left out. */
    async events(count: number): Promise<{ id?: string; event?: string; data?: string }[]> {
      const found: Record<string, string>[] = [];
      let text = '';
      while (found.length < count) {
        const { value, done } = await reader.read();
        if (done) break;
        text += value;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)));
          if ('event' in fields) found.push(fields);
        }
      }
      return found;
    },
    ended: async () => {
      for (;;) if ((await reader.read()).done) return true;
    },
    cancel: () => reader.cancel(),
  };
}

describe('an event topic', () => {
  it('gives a snapshot at once, then what is sent', async () => {
    const topic = new EventTopic({ keep: 10 });
    const client = open(topic);
    expect(await client.events(1)).toMatchObject([SNAPSHOT]);
    topic.send('changed', '{"n":1}');
    topic.signal('heartbeat', '{}');
    const [changed, heartbeat] = await client.events(2);
    expect(changed).toMatchObject({ event: 'changed', data: '{"n":1}' });
    expect(heartbeat).toEqual({ event: 'heartbeat', data: '{}' });
    await client.cancel();
  });

  it('gives who comes back exactly what was missed', async () => {
    const topic = new EventTopic({ keep: 10 });
    const client = open(topic);
    topic.send('changed', '1');
    const [, first] = await client.events(2);
    await client.cancel();
    topic.send('changed', '2');
    topic.send('changed', '3');
    const back = open(topic, first?.id ?? null);
    expect((await back.events(2)).map((event) => event.data)).toEqual(['2', '3']);
    await back.cancel();
  });

  it('gives nothing again to who missed nothing', async () => {
    const topic = new EventTopic({ keep: 10 });
    const { id } = topic.send('changed', '1');
    const back = open(topic, id);
    topic.send('changed', '2');
    expect((await back.events(1)).map((event) => event.data)).toEqual(['2']);
    await back.cancel();
  });

  it.each(['of-another-run-7', 'nonsense', '', 'abc-99999'])('gives a snapshot for the unknown id "%s"', async (id) => {
    const topic = new EventTopic({ keep: 10 });
    topic.send('changed', '1');
    const client = open(topic, id);
    expect(await client.events(1)).toMatchObject([SNAPSHOT]);
    await client.cancel();
  });

  it('gives a snapshot when more was missed than is kept', async () => {
    const topic = new EventTopic({ keep: 2 });
    const { id } = topic.send('changed', '1');
    for (const data of ['2', '3', '4']) topic.send('changed', data);
    const client = open(topic, id);
    expect(await client.events(1)).toMatchObject([SNAPSHOT]);
    await client.cancel();
  });

  it('forgets a client that goes, whichever way', async () => {
    const onEmpty = vi.fn();
    const topic = new EventTopic({ keep: 10, onEmpty });
    const [one, two] = [open(topic), open(topic)];
    expect(topic.clientCount).toBe(2);
    one.abort.abort();
    expect(topic.clientCount).toBe(1);
    expect(await one.ended()).toBe(true);
    expect(onEmpty).not.toHaveBeenCalled();
    await two.cancel();
    await eventually(() => expect(topic.clientCount).toBe(0));
    expect(onEmpty).toHaveBeenCalledTimes(1);
    topic.send('changed', '1'); // to nobody, without an error
  });

  it('drops a client that does not read instead of keeping everything for it', async () => {
    const topic = new EventTopic({ keep: 1, maxWaitingBytes: 10_000 });
    const stream = topic.open({
      lastEventId: null,
      snapshot: SNAPSHOT,
      signal: new AbortController().signal,
      maxMillis: LONG,
    });
    const reading = open(topic);
    let sent = 0;
    while (topic.clientCount > 1 && sent < 100) {
      topic.send('changed', 'x'.repeat(1_000));
      sent += 1;
      await reading.events(1);
    }
    expect(sent).toBeLessThan(15);
    expect(topic.clientCount).toBe(1);
    await stream.cancel();
    await reading.cancel();
  });

  it('ends a connection after its time', async () => {
    const topic = new EventTopic({ keep: 10 });
    const stream = topic.open({
      lastEventId: null,
      snapshot: SNAPSHOT,
      signal: new AbortController().signal,
      maxMillis: 20,
    });
    const reader = stream.getReader();
    for (;;) if ((await reader.read()).done) break;
    expect(topic.clientCount).toBe(0);
  });
});
