import type { EventPayload } from '@tatap/protocol/signaling';
import { beforeEach, describe, expect, test } from 'vitest';
import { RecoveryAdapter } from './recovery-adapter.ts';

const windowMs = 30_000;

let now: number;
let namespace: FakeNamespace;
let adapter: RecoveryAdapter;

beforeEach(() => {
  now = 0;
  namespace = new FakeNamespace();
  adapter = new RecoveryAdapter(namespace, {
    now: () => now,
    windowMs,
    deliveredAfterMs: 40_000,
  });
});

const snapshot = { calls: [] } as unknown as EventPayload<'registered'>;

type Packet = [name: string, payload: unknown, offset: string];

/**
 * The calls that Socket.IO makes to an adapter, in its order (`namespace.js` and `socket.js` of
 * 4.8).
 */
class FakeNamespace {
  readonly name = '/';
  readonly server = {
    encoder: { encode: ({ data }: { data: unknown }) => [`2${JSON.stringify(data)}`] },
  };
  readonly sockets = new Map<string, FakeSocket>();
}

class FakeSocket {
  readonly id: string;
  readonly heard: Packet[] = [];
  readonly conn = { close: () => this.lose() };
  readonly client = {
    writeToEngine: ([text]: string[]) => void this.heard.push(JSON.parse(String(text).slice(1))),
  };

  constructor(id: string) {
    this.id = id;
    namespace.sockets.set(id, this);
    adapter.addAll(id, new Set([id]));
  }

  /** Creates a fresh socket that has got `registered`. */
  static fresh(id: string, ...rooms: string[]): FakeSocket {
    const socket = new FakeSocket(id);
    adapter.addAll(id, new Set(rooms));
    socket.register();
    return socket;
  }

  register(): void {
    adapter.register(this.id, snapshot);
  }

  get names(): string[] {
    return this.heard.map(([name]) => name);
  }

  get offset(): string {
    return this.heard.at(-1)?.[2] ?? '';
  }

  lose(): void {
    const { id } = this;
    adapter.persistSession({ sid: id, pid: `private-${id}`, rooms: [], data: { of: id } });
    this.leave();
  }

  leave(): void {
    adapter.delAll(this.id);
    namespace.sockets.delete(this.id);
  }
}

function emit(room: string, name: string, except: string[] = []): void {
  const opts = { rooms: new Set([room]), except: new Set(except), flags: {} };
  adapter.broadcast({ type: 2, data: [name, {}] }, opts);
}

/** The device resumes its socket and is authenticated. */
async function resumed(id: string, offset: string): Promise<FakeSocket> {
  await adapter.restoreSession(`private-${id}`, offset);
  const socket = new FakeSocket(id);
  adapter.resume(id);
  return socket;
}

describe('a fresh socket', () => {
  test('gets `registered` first, then the events that it does not include', () => {
    const socket = new FakeSocket('one');
    adapter.addAll('one', new Set(['room']));
    for (const name of ['contact.removed', 'call.ended', 'call.signal']) emit('room', name);
    expect(socket.heard).toEqual([]);
    socket.register();
    expect(socket.names).toEqual(['registered', 'contact.removed', 'call.signal']);
    const numbers = socket.heard.map(([, , offset]) => offset.split('.')[1]);
    expect(numbers).toEqual(['1', '2', '3']);
  });

  test('gets the end of its session at once', () => {
    const socket = new FakeSocket('one');
    emit('one', 'session.ended');
    expect(socket.names).toEqual(['session.ended']);
  });

  test.each([
    ['number', 513, ''],
    ['size', 7, 'x'.repeat(40_000)],
  ])(
    'is closed where more than a log’s worth waits for its `registered`, by %s',
    (_, count, text) => {
      new FakeSocket('one');
      const opts = { rooms: new Set(['one']) };
      for (let n = 0; n < count; n += 1) {
        expect(namespace.sockets.has('one')).toBe(true);
        adapter.broadcast({ type: 2, data: ['call.signal', text] }, opts);
      }
      expect(namespace.sockets.has('one')).toBe(false);
      expect(adapter.sids.has('one')).toBe(false);
    },
  );
});

test('sockets of a room get its events with their own offsets, and excepted sockets do not', () => {
  const [one, two, three] = ['one', 'two', 'three'].map((id) => FakeSocket.fresh(id, 'room'));
  emit('room', 'contact.changed', ['three']);
  expect([one, two, three].map((socket) => socket?.names.at(-1))).toEqual([
    'contact.changed',
    'contact.changed',
    'registered',
  ]);
  expect(one?.offset).not.toBe(two?.offset);
});

describe('a resumed socket during the read of its snapshot', () => {
  async function catchingUp(): Promise<FakeSocket> {
    const before = FakeSocket.fresh('one', 'room');
    before.lose();
    const socket = await resumed('one', before.offset);
    adapter.addAll('one', new Set(['room']));
    adapter.hold('one');
    for (const name of ['call.ended', 'call.signal', 'presence.changed']) emit('room', name);
    return socket;
  }

  test('gets signals at once, and events that the snapshot may include together with it', async () => {
    const socket = await catchingUp();
    expect(socket.names).toEqual(['call.signal']);
    socket.register();
    expect(socket.names).toEqual(['call.signal', 'call.ended', 'registered', 'presence.changed']);
  });

  test('gets the waiting events when it is resumed again', async () => {
    const first = await catchingUp();
    first.lose();
    const second = await resumed('one', first.offset);
    expect(second.names).toEqual(['call.ended', 'presence.changed']);
  });
});

describe('a lost socket', () => {
  test('gets the missed events after its device is authenticated, and not before', async () => {
    const before = FakeSocket.fresh('one', 'room');
    emit('room', 'call.signal');
    before.lose();
    emit('room', 'contact.removed');
    const session = await adapter.restoreSession('private-one', before.offset);
    expect(session).toMatchObject({ sid: 'one', pid: 'private-one', data: { of: 'one' } });
    expect(session).toMatchObject({ rooms: [], missedPackets: [] });
    emit('room', 'missed.added');
    const after = new FakeSocket('one');
    expect(after.heard).toEqual([]);
    adapter.resume('one');
    emit('room', 'call.ended');
    expect(after.names).toEqual(['contact.removed', 'missed.added', 'call.ended']);
  });

  test('can be resumed later when a handshake was refused in between', async () => {
    const before = FakeSocket.fresh('one', 'room');
    before.lose();
    await adapter.restoreSession('private-one', before.offset);
    await expect(adapter.restoreSession('private-one', before.offset)).rejects.toThrow();
    adapter.delAll('one');
    emit('room', 'contact.removed');
    expect((await resumed('one', before.offset)).names).toEqual(['contact.removed']);
  });

  test('is not resumed when more events than the log holds came during the handshake', async () => {
    const before = FakeSocket.fresh('one', 'room');
    before.lose();
    await adapter.restoreSession('private-one', before.offset);
    for (let n = 0; n < 600; n += 1) emit('room', 'contact.removed');
    const after = new FakeSocket('one');
    expect(adapter.resume('one')).toBe(false);
    expect(after.heard).toEqual([]);
    after.lose();
    await expect(adapter.restoreSession('private-one', before.offset)).rejects.toThrow();
  });

  test('can be resumed when the server still considers it connected', async () => {
    const before = FakeSocket.fresh('one', 'room');
    const { offset } = before;
    emit('room', 'call.signal');
    const after = await resumed('one', offset);
    expect(after.names).toEqual(['call.signal']);
    emit('room', 'contact.removed');
    expect(before.names).toEqual(['registered', 'call.signal']);
    expect(after.names).toEqual(['call.signal', 'contact.removed']);
  });

  test.each<[string, (socket: FakeSocket) => [pid: string, offset: string]]>([
    ['by another private id', ({ offset }) => ['private-two', offset]],
    ['by an offset of another socket', () => ['private-one', FakeSocket.fresh('two').offset]],
    ['by an offset that was never sent', ({ offset }) => ['private-one', `${offset}0`]],
    [
      'after its time',
      ({ offset }) => {
        now = windowMs + 1;
        return ['private-one', offset];
      },
    ],
    [
      'after it was disconnected on purpose',
      ({ offset }) => {
        adapter.disconnectSockets({ rooms: new Set(['room']) }, true);
        return ['private-one', offset];
      },
    ],
    [
      'after more than a log’s worth of events',
      ({ offset }) => {
        for (let n = 0; n < 600; n += 1) emit('room', 'contact.removed');
        return ['private-one', offset];
      },
    ],
  ])('is not resumed %s', async (_, claim) => {
    const socket = FakeSocket.fresh('one', 'room');
    socket.lose();
    await expect(adapter.restoreSession(...claim(socket))).rejects.toThrow();
  });

  test('leaves nothing in memory after its time is over', () => {
    const socket = FakeSocket.fresh('one', 'room');
    socket.lose();
    expect(adapter.rooms.has('room')).toBe(true);
    now = windowMs + 1;
    adapter.sweep();
    expect([adapter.rooms.size, adapter.sids.size]).toEqual([0, 0]);
  });

  test('leaves nothing in memory after it disconnected on purpose', async () => {
    const socket = FakeSocket.fresh('one', 'room');
    socket.leave();
    expect([adapter.rooms.size, adapter.sids.size]).toEqual([0, 0]);
    await expect(adapter.restoreSession('private-one', socket.offset)).rejects.toThrow();
  });
});

test('the memory of all logs together is limited', async () => {
  const payload = { sdp: 'x'.repeat(40_000) };
  const offsets = Array.from({ length: 300 }, (_, n) => {
    const socket = FakeSocket.fresh(`s${n}`, 'room');
    socket.lose();
    return socket.offset;
  });
  const opts = { rooms: new Set(['room']), except: new Set<string>(), flags: {} };
  for (let n = 0; n < 6; n += 1)
    adapter.broadcast({ type: 2, data: ['call.signal', payload] }, opts);
  const resumable = await Promise.allSettled(
    offsets.map((offset, n) => adapter.restoreSession(`private-s${n}`, offset)),
  );
  const kept = resumable.filter(({ status }) => status === 'fulfilled').length;
  expect(kept).toBeGreaterThan(0);
  expect(kept * 6 * 40_000).toBeLessThanOrEqual(64 * 1024 * 1024);
});
