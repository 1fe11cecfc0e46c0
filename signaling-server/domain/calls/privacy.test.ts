import { randomUUID } from 'node:crypto';
import { noAnswerMs } from '@tatap/protocol/call';
import type { Signal } from '@tatap/protocol/signaling';
import { expect, test, vi } from 'vitest';
import { DomainWorld, type TestDevice } from '../../../testing/server/domain-world.ts';

// Many processes share the machine that runs all tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

type Prepare = (world: DomainWorld) => Promise<unknown>;

const offline: Prepare = async () => {};

/** Situations of the callee during a call. */
const situations: Record<string, Prepare> = {
  offline,
  online: (world) => world.device('budi'),
  'online on two devices': async (world) => {
    await world.device('budi');
    await world.device('budi');
  },
  'not to be disturbed': async (world) => {
    const budi = await world.device('budi');
    await budi.ask('presence.set', { presence: 'dnd' });
  },
  away: async (world) => {
    const budi = await world.device('budi');
    await budi.ask('presence.set', { presence: 'away' });
  },
  'blocking the caller': async (world) => {
    const budi = await world.device('budi');
    await budi.ask('contact.block', { id: 'ana' });
  },
  'blocking, and offline': (world) => world.relate('budi', 'ana', 'blocked'),
  'in another call': async (world) => {
    await world.accounts('dewi');
    await world.befriend('dewi', 'budi');
    const [budi, dewi] = [await world.device('budi'), await world.device('dewi')];
    const callId = await dewi.call('budi');
    await budi.ask('call.accept', { callId, media: 'video' });
  },
  'busy on every device': async (world) => {
    answering(await world.device('budi'), (budi, callId) => budi.ask('call.busy', { callId }));
  },
  'ringing, and declining': async (world) => {
    answering(await world.device('budi'), async (budi, callId) => {
      await budi.ask('call.ringing', { callId });
      await budi.ask('call.decline', { callId });
    });
  },
  'blocking while it rings': async (world) => {
    answering(await world.device('budi'), async (budi, callId) => {
      await budi.ask('call.ringing', { callId });
      await budi.ask('contact.block', { id: 'ana' });
    });
  },
  'going away while it rings': async (world) => {
    answering(await world.device('budi'), async (budi) => budi.leave());
  },
  'coming while it rings': async (world) => {
    world.clock.after(5_000, () => void world.device('budi'));
  },
};

/** Reacts to a call one second after it arrives. */
function answering(
  budi: TestDevice,
  react: (budi: TestDevice, callId: string) => Promise<unknown>,
): void {
  reactions.push((world) => {
    const callId = budi.last('call.incoming')?.callId;
    if (callId !== undefined) world.clock.after(1_000, () => void react(budi, callId));
  });
}

let reactions: ((world: DomainWorld) => void)[] = [];

/** Everything that the caller can observe of a call, with times. */
async function traceOf(prepare: Prepare, related?: Prepare): Promise<unknown[]> {
  reactions = [];
  const world = new DomainWorld();
  await world.accounts('ana', 'budi');
  await related?.(world);
  await prepare(world);
  const ana = await world.device('ana');
  const begin = world.sinceBegin();
  const callId = randomUUID();
  const trace: unknown[] = [];
  const note = (what: string, answer: unknown): void => {
    trace.push({ atMs: world.sinceBegin() - begin, what, answer });
  };
  note('invite', await ana.ask('call.invite', { callId, to: 'budi', media: 'video' }));
  for (const react of reactions) react(world);
  for (let second = 0; second < 60; second += 1) {
    const heard = ana.heard.length;
    await world.advance(1_000);
    for (const { name, payload } of ana.heard.slice(heard)) note(name, payload);
    if (second === 10) {
      const signal: Signal = {
        kind: 'candidates',
        candidates: [{ candidate: '', sdpMid: null, sdpMLineIndex: null, usernameFragment: null }],
        seq: 0,
      };
      note('signal', await ana.ask('call.signal', { callId, toDevice: randomUUID(), signal }));
      await ana.connect();
      note('registered', ana.last('registered')?.calls);
      note('invite again', await ana.ask('call.invite', { callId, to: 'budi', media: 'video' }));
      const request = await ana.ask('contact.request', { id: 'budi' });
      note('contact request', request);
    }
  }
  note('cancel', await ana.ask('call.cancel', { callId }));
  return JSON.parse(JSON.stringify(trace).replaceAll(callId, 'call').replaceAll(ana.id, 'a1'));
}

test.each(Object.keys(situations))('a stranger cannot tell a callee who is %s', async (name) => {
  const trace = await traceOf(situations[name] as Prepare);
  expect(trace).toEqual(await traceOf(offline));
  expect(trace).toContainEqual({
    atMs: noAnswerMs,
    what: 'call.ended',
    answer: { callId: 'call', reason: 'no-answer' },
  });
});

const contactsOnly: Prepare = (world) =>
  world.storage.accounts.update('budi', { whoMayCall: 'contacts' });

test.each(Object.keys(situations))(
  'nor where only contacts may call: the callee is %s',
  async (name) => {
    const trace = await traceOf(situations[name] as Prepare, contactsOnly);
    expect(trace).toEqual(await traceOf(offline, contactsOnly));
    expect(trace[0]).toEqual({
      atMs: 0,
      what: 'invite',
      answer: { ok: false, code: 'contacts-only' },
    });
  },
);

test('a contact cannot distinguish a block from an offline callee', async () => {
  const friends: Prepare = (world) => world.befriend('ana', 'budi');
  const blocking: Prepare = async (world) => {
    const budi = await world.device('budi');
    await budi.ask('contact.block', { id: 'ana' });
  };
  expect(await traceOf(blocking, friends)).toEqual(await traceOf(offline, friends));
});

test('a call of a blocked caller is never listed as missed', async () => {
  const world = new DomainWorld();
  await world.accounts('ana', 'budi');
  const [ana, budi] = [await world.device('ana'), await world.device('budi')];
  await budi.ask('contact.block', { id: 'ana' });
  await ana.call('budi');
  await world.advance(noAnswerMs);
  expect(ana.last('call.ended')).toMatchObject({ reason: 'no-answer' });
  expect(budi.all('call.incoming')).toEqual([]);
  expect(await world.storage.missedCalls.list('budi')).toEqual([]);
});

test('a stranger gets the text of a decline', async () => {
  const world = new DomainWorld();
  await world.accounts('ana', 'budi');
  const [ana, budi] = [await world.device('ana'), await world.device('budi')];
  const callId = await ana.call('budi');
  await budi.ask('call.decline', { callId, text: 'who is it?' });
  expect(ana.last('call.ended')).toEqual({ callId, reason: 'declined', text: 'who is it?' });
});

test('a person cannot call somebody they have blocked', async () => {
  const world = new DomainWorld();
  await world.accounts('ana', 'budi');
  const ana = await world.device('ana');
  await ana.ask('contact.block', { id: 'budi' });
  await expect(ana.call('budi')).rejects.toThrow('forbidden');
});

test('a block ends the running call with the blocked person', async () => {
  const world = new DomainWorld();
  await world.accounts('ana', 'budi');
  await world.befriend('ana', 'budi');
  const [ana, budi] = [await world.device('ana'), await world.device('budi')];
  const callId = await ana.call('budi');
  await budi.ask('call.accept', { callId, media: 'video' });
  await budi.ask('contact.block', { id: 'ana' });
  expect(ana.last('call.ended')).toEqual({ callId, reason: 'hung-up' });
  expect(budi.last('call.ended')).toEqual({ callId, reason: 'hung-up' });
});
