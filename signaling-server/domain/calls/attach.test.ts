import { attachWaitMs, deviceGoneMs, noAnswerMs } from '@tatap/protocol/call';
import type { RequestInput } from '@tatap/protocol/signaling';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainWorld, TestDevice } from '../../../testing/server/domain-world.ts';

let world: DomainWorld;
let [ana, budi, callId]: [TestDevice, TestDevice, string] = [] as never;

const signal: RequestInput<'call.signal'>['signal'] = { kind: 'restart', seq: 0 };

beforeEach(async () => {
  world = new DomainWorld();
  await world.accounts('ana', 'budi', 'citra');
  await world.befriend('ana', 'budi');
  [ana, budi] = [await world.device('ana'), await world.device('budi')];
  callId = await ana.call('budi');
  await budi.ask('call.accept', { callId, media: 'video' });
});

/** The device stays away longer than the server waits, so the server ends its call. */
async function forsake(device: TestDevice): Promise<void> {
  device.lose();
  await world.advance(deviceGoneMs);
  await device.connect();
  expect(device.last('registered')?.calls).toEqual([]);
}

/** Whether the server relays signals of the call, in each direction. */
async function passes(): Promise<boolean[]> {
  const asked = [
    await ana.ask('call.signal', { callId, toDevice: budi.id, signal }),
    await budi.ask('call.signal', { callId, toDevice: ana.id, signal }),
  ];
  return asked.map(({ ok }) => ok);
}

const presences = async () => {
  await world.advance(1_000);
  const { presence } = world.services;
  return Promise.all([presence.of('ana'), presence.of('budi')]);
};

describe('a call that the server ended while its devices continued it', () => {
  test('counts as answered while one device waits for the other’s attach', async () => {
    await forsake(budi);
    await ana.attach(callId, budi.address, 'caller');
    await budi.connect();
    expect(budi.last('registered')?.handled).toEqual([callId]);
  });

  test('runs again when both devices attach: signals, presence, storage and its end work', async () => {
    await forsake(budi);
    expect(await passes()).toEqual([false, false]);
    expect(await presences()).toEqual(['online', 'online']);
    expect(await budi.attach(callId, ana.address, 'callee')).toEqual({
      ok: true,
      outcome: 'waiting',
    });
    expect(ana.last('call.attaching')).toMatchObject({
      callId,
      from: budi.address,
      side: 'callee',
    });
    expect(await passes()).toEqual([false, false]);
    expect(await presences()).toEqual(['online', 'online']);

    expect(await ana.attach(callId, budi.address, 'caller')).toEqual({
      ok: true,
      outcome: 'running',
    });
    expect(budi.last('call.attached')).toEqual({ callId });
    expect(await passes()).toEqual([true, true]);
    expect(await presences()).toEqual(['in-call', 'in-call']);
    expect(await world.storage.acceptedCalls.list()).toMatchObject([
      { callId, caller: ana.address, callee: budi.address },
    ]);
    await budi.connect();
    expect(budi.last('registered')?.calls).toMatchObject([{ state: 'accepted', callId }]);
    expect(budi.last('registered')?.handled).toEqual([callId]);

    await budi.ask('call.bye', { callId });
    expect(ana.last('call.ended')).toEqual({ callId, reason: 'hung-up' });
    expect(await presences()).toEqual(['online', 'online']);
    expect(await world.storage.acceptedCalls.list()).toEqual([]);
  });

  test('runs again on a server without any state', async () => {
    const fresh = new DomainWorld();
    await fresh.accounts('ana', 'budi');
    const [one, two] = [new TestDevice(fresh, ana.address), new TestDevice(fresh, budi.address)];
    for (const device of [one, two]) {
      await fresh.signIn(device);
      await device.connect();
    }
    expect(await one.attach(callId, two.address, 'caller')).toMatchObject({ outcome: 'waiting' });
    expect(await two.attach(callId, one.address, 'callee')).toMatchObject({ outcome: 'running' });
    expect(await fresh.services.calls.isInCall('ana')).toBe(true);
    await fresh.settle();
    expect(await fresh.storage.acceptedCalls.list()).toHaveLength(1);
  });

  test('can be attached minutes later, in either order', async () => {
    await forsake(budi);
    await budi.attach(callId, ana.address, 'callee');
    await world.advance(5 * attachWaitMs);
    expect(await ana.attach(callId, budi.address, 'caller')).toMatchObject({ outcome: 'waiting' });
    expect(budi.last('call.attaching')).toMatchObject({ callId, side: 'caller' });
    expect(await budi.attach(callId, ana.address, 'callee')).toMatchObject({ outcome: 'running' });
  });

  test('stays ended when only one device attaches, after a deadline', async () => {
    await forsake(budi);
    await budi.attach(callId, ana.address, 'callee');
    await world.advance(attachWaitMs);
    expect(await passes()).toEqual([false, false]);
    expect(budi.all('call.ended')).toEqual([]);
    expect(await world.services.calls.live()).toBe(0);
  });

  test('is refused by a device that has ended it, and the other device gets the end', async () => {
    await forsake(budi);
    await budi.attach(callId, ana.address, 'callee');
    await ana.ask('call.bye', { callId });
    expect(budi.last('call.ended')).toEqual({ callId, reason: 'hung-up' });
    expect(await budi.attach(callId, ana.address, 'callee')).toEqual({
      ok: false,
      code: 'call-over',
    });
  });
});

describe('a call that was answered and ended over the peer link only', () => {
  let other: TestDevice;

  beforeEach(async () => {
    other = await world.device('budi');
    callId = await ana.call('budi');
  });

  /** The last events of the callee's other device. */
  const lastEvents = () =>
    other.heard
      .map(({ name }) => name)
      .filter((name) => name !== 'presence.changed')
      .slice(-2);

  test('is no longer missed when the device that answered reports its end', async () => {
    await world.advance(noAnswerMs);
    expect(await world.storage.missedCalls.list('budi')).toHaveLength(1);
    await budi.ask('call.bye', { callId });
    await world.settle();
    expect(await world.storage.missedCalls.list('budi')).toEqual([]);
    expect(lastEvents()).toEqual(['missed.added', 'call.ended']);
    expect(other.last('call.ended')).toEqual({ callId, reason: 'answered-elsewhere' });
    await other.connect();
    expect(other.last('registered')).toMatchObject({ missed: [] });
    expect(other.last('registered')?.handled).toContain(callId);
  });

  test.each([
    ['the caller waits to attach it', async () => {}],
    [
      'the caller has said first that it is over',
      async () => void (await ana.ask('call.bye', { callId })),
    ],
  ])('is no longer missed when %s', async (_, before) => {
    await world.advance(noAnswerMs);
    expect(await ana.attach(callId, budi.address, 'caller')).toMatchObject({ outcome: 'waiting' });
    await before();
    await budi.ask('call.bye', { callId });
    await world.settle();
    expect(await world.storage.missedCalls.list('budi')).toEqual([]);
    expect(other.last('call.ended')).toEqual({ callId, reason: 'answered-elsewhere' });
    await other.connect();
    expect(other.last('registered')?.handled).toContain(callId);
  });

  test('ends on every device when it is over while the server still rings it', async () => {
    expect(await budi.ask('call.bye', { callId })).toEqual({ ok: true });
    expect(ana.last('call.ended')).toEqual({ callId, reason: 'hung-up' });
    expect(other.last('call.ended')).toEqual({ callId, reason: 'answered-elsewhere' });
    await world.advance(noAnswerMs);
    expect(await world.storage.missedCalls.list('budi')).toEqual([]);
  });

  test('stays missed when only the caller reports its end', async () => {
    await world.advance(noAnswerMs);
    expect(await ana.ask('call.bye', { callId })).toEqual({ ok: true });
    await world.settle();
    expect(await world.storage.missedCalls.list('budi')).toHaveLength(1);
  });

  test('is reported as answered after it was reported as missed, however slow storage is', async () => {
    const { missedCalls } = world.storage;
    const add = missedCalls.add.bind(missedCalls);
    const written = Promise.withResolvers<void>();
    missedCalls.add = async (account, call) => {
      await written.promise;
      await add(account, call);
    };
    world.clock.advance(noAnswerMs);
    await budi.ask('call.bye', { callId });
    written.resolve();
    await world.settle();
    expect(lastEvents()).toEqual(['missed.added', 'call.ended']);
    expect(await missedCalls.list('budi')).toEqual([]);
  });
});

describe('nobody else can attach a call:', () => {
  beforeEach(() => forsake(budi));

  test('not a third account, nor a third device of either', async () => {
    const citra = await world.device('citra');
    const others = [await world.device('ana'), await world.device('budi')];
    expect(await budi.attach(callId, ana.address, 'callee')).toMatchObject({ outcome: 'waiting' });
    const refused = { ok: false, code: 'not-in-call' };
    expect(await citra.attach(callId, budi.address, 'caller')).toEqual(refused);
    expect(await others[0]?.attach(callId, budi.address, 'caller')).toEqual(refused);
    expect(await others[1]?.attach(callId, ana.address, 'callee')).toEqual(refused);
    expect(await ana.attach(callId, others[1]?.address ?? ana.address, 'caller')).toMatchObject({
      ok: false,
    });
    expect(await passes()).toEqual([false, false]);
  });

  test('nor two devices that both claim to be the caller', async () => {
    await budi.attach(callId, ana.address, 'callee');
    expect(await ana.attach(callId, budi.address, 'callee')).toEqual({
      ok: false,
      code: 'not-in-call',
    });
  });

  test('nor without a signature of the device itself', async () => {
    const claim = { callId, peer: ana.address, side: 'callee', media: 'video' } as const;
    const own = budi.keys.attach(budi.address, claim);
    const other = { ...claim, callId: '00000000-0000-4000-8000-0000000000ff' };
    for (const proof of [
      ana.keys.attach(budi.address, claim),
      budi.keys.attach(budi.address, other),
      budi.keys.attach(budi.address, { ...claim, side: 'caller' }),
      { ...own, key: ana.keys.publicKey },
      { key: 'A'.repeat(43), signature: own.signature },
    ]) {
      expect(await budi.ask('call.attach', { ...claim, proof })).toEqual({
        ok: false,
        code: 'forbidden',
      });
    }
    expect(ana.all('call.attaching')).toEqual([]);
  });

  test('nor a blocked person, who does not notice it', async () => {
    await world.relate('ana', 'budi', 'blocked');
    expect(await budi.attach(callId, ana.address, 'callee')).toMatchObject({ outcome: 'waiting' });
    expect(ana.all('call.attaching')).toEqual([]);
    expect(await ana.attach(callId, budi.address, 'caller')).toMatchObject({ outcome: 'waiting' });
    expect(await passes()).toEqual([false, false]);
  });

  test('and a waiting attach of one account uses up no limit of the other', async () => {
    world = new DomainWorld({ openCallsPerAccount: 1 });
    await world.accounts('ana', 'budi');
    const [one, two] = [await world.device('ana'), await world.device('budi')];
    for (const last of ['1', '2', '3']) {
      const claimed = `00000000-0000-4000-8000-00000000000${last}`;
      await two.attach(claimed, one.address, 'callee');
    }
    expect(await one.call('budi')).toBeTruthy();
    // Only the device's latest attach is left.
    const first = '00000000-0000-4000-8000-000000000001';
    expect(await one.attach(first, two.address, 'caller')).toMatchObject({ outcome: 'waiting' });
  });

  test('and a call that a person ended stays ended, which a device that was away gets to know', async () => {
    await budi.attach(callId, ana.address, 'callee');
    await ana.attach(callId, budi.address, 'caller');
    budi.lose();
    await ana.ask('call.bye', { callId });
    await budi.connect();
    expect(await budi.attach(callId, ana.address, 'callee')).toEqual({
      ok: false,
      code: 'call-over',
    });
    expect(budi.last('call.ended')).toEqual({ callId, reason: 'hung-up' });
  });

  test('and two cooperating devices attach no more calls than one account may start', async () => {
    world = new DomainWorld({ openCallsPerAccount: 2 });
    await world.accounts('ana', 'budi');
    const [one, two] = [await world.device('ana'), await world.device('budi')];
    const answers: unknown[] = [];
    for (const last of ['1', '2', '3']) {
      const claimed = `00000000-0000-4000-8000-00000000000${last}`;
      await one.attach(claimed, two.address, 'caller');
      answers.push(await two.attach(claimed, one.address, 'callee'));
    }
    const running = { ok: true, outcome: 'running' };
    expect(answers).toEqual([running, running, { ok: false, code: 'limit-reached' }]);
    expect(await world.services.calls.live()).toBe(2);
    await world.settle();
    expect(await world.storage.acceptedCalls.list()).toHaveLength(2);
  });

  test('and attaches of only one device leave nothing in memory', async () => {
    const before = world.clock.pending;
    const another = '00000000-0000-4000-8000-000000000001';
    for (let round = 0; round < 20; round += 1) {
      await budi.attach(callId, ana.address, 'callee');
      await budi.attach(another, ana.address, 'callee');
    }
    // Only one attach waits at a time, with its deadline.
    expect(world.clock.pending).toBe(before + 1);
    await world.advance(attachWaitMs);
    expect(world.clock.pending).toBe(before);
    expect(await ana.ask('call.bye', { callId })).toEqual({ ok: true });
    await budi.attach(callId, ana.address, 'callee');
    world.services.calls.close();
    expect(world.clock.pending).toBe(0);
  });
});
