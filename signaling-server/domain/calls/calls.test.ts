import { randomUUID } from 'node:crypto';
import { deviceGoneMs, noAnswerMs } from '@tatap/protocol/call';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainWorld, TestDevice } from '../../../testing/server/domain-world.ts';

let world: DomainWorld;

beforeEach(async () => {
  world = new DomainWorld();
  await world.accounts('ana', 'budi', 'citra');
  await world.befriend('ana', 'budi');
});

/** All events of a device except snapshots, in short form. */
const callEvents = (device: TestDevice): string[] =>
  device.heard
    .filter(({ name }) => name.startsWith('call.') || name === 'missed.added')
    .map(({ name, payload }) => {
      const { reason } = payload as { reason?: string };
      return reason === undefined ? name : `${name} ${reason}`;
    });

describe('a call between contacts', () => {
  test('rings on every device, is accepted once, and ends for both people', async () => {
    const [ana, budi1, budi2] = [
      await world.device('ana'),
      await world.device('budi'),
      await world.device('budi'),
    ];
    const callId = await ana.call('budi');
    expect(budi1.last('call.incoming')).toEqual({
      callId,
      from: { id: 'ana', displayName: "ana's name", isContact: true },
      fromDevice: ana.id,
      media: 'video',
      invitedAt: world.clock.now(),
    });
    await budi1.ask('call.ringing', { callId });
    await budi2.ask('call.ringing', { callId });
    expect(ana.all('call.ringing').map(({ device }) => device)).toEqual([budi1.id, budi2.id]);
    expect(await budi1.ask('call.accept', { callId, media: 'audio' })).toEqual({ ok: true });
    expect(await budi2.ask('call.accept', { callId, media: 'audio' })).toEqual({
      ok: false,
      code: 'answered-elsewhere',
    });
    expect(ana.last('call.accepted')).toEqual({
      callId,
      device: budi1.id,
      media: 'audio',
      displayName: "budi's name",
    });
    expect(callEvents(budi2)).toEqual(['call.incoming', 'call.ended answered-elsewhere']);
    await budi1.ask('call.bye', { callId });
    await ana.ask('call.bye', { callId });
    expect(callEvents(ana)).toEqual([
      'call.ringing',
      'call.ringing',
      'call.accepted',
      'call.ended hung-up',
    ]);
    expect(callEvents(budi1)).toEqual(['call.incoming']);
    expect(await world.services.calls.live()).toBe(0);
  });

  test('ends after 45 s without an answer and is missed', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    const callId = await ana.call('budi');
    await world.advance(noAnswerMs - 1);
    expect(callEvents(ana)).toEqual([]);
    await world.advance(1);
    expect(callEvents(ana)).toEqual(['call.ended no-answer']);
    expect(callEvents(budi)).toEqual(['call.incoming', 'call.ended no-answer', 'missed.added']);
    expect((await world.storage.missedCalls.list('budi')).map((call) => call.callId)).toEqual([
      callId,
    ]);
    await budi.ask('missed.taken', { callIds: [callId] });
    expect(await world.storage.missedCalls.list('budi')).toEqual([]);
  });

  test('to an offline person is unavailable at once, and is listed as missed later', async () => {
    const ana = await world.device('ana');
    const callId = await ana.call('budi');
    await world.advance(0);
    expect(callEvents(ana)).toEqual(['call.ended unavailable']);
    const budi = await world.device('budi');
    expect(budi.last('registered')?.missed).toEqual([
      expect.objectContaining({ callId, from: expect.objectContaining({ id: 'ana' }) }),
    ]);
  });

  test('to a person on do not disturb does not ring, and is listed as missed', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    await budi.ask('presence.set', { presence: 'dnd' });
    await ana.call('budi');
    await world.advance(0);
    expect(callEvents(ana)).toEqual(['call.ended do-not-disturb']);
    expect(callEvents(budi)).toEqual(['missed.added']);
  });

  test('is busy only if all devices of the callee are busy', async () => {
    const [ana, one, two] = [
      await world.device('ana'),
      await world.device('budi'),
      await world.device('budi'),
    ];
    const callId = await ana.call('budi');
    await one.ask('call.busy', { callId });
    expect(callEvents(ana)).toEqual([]);
    await two.ask('call.busy', { callId });
    expect(callEvents(ana)).toEqual(['call.ended busy']);
  });

  test('that is declined with a text ends on all devices', async () => {
    const [ana, one, two] = [
      await world.device('ana'),
      await world.device('budi'),
      await world.device('budi'),
    ];
    const callId = await ana.call('budi');
    await one.ask('call.decline', { callId, text: 'in a meeting' });
    await one.ask('call.decline', { callId, text: 'in a meeting' });
    expect(ana.all('call.ended')).toEqual([{ callId, reason: 'declined', text: 'in a meeting' }]);
    expect(callEvents(two)).toEqual(['call.incoming', 'call.ended answered-elsewhere']);
    expect(await world.storage.missedCalls.list('budi')).toEqual([]);
  });

  test('rings also on a device that connects while it rings', async () => {
    const [ana, one] = [await world.device('ana'), await world.device('budi')];
    const callId = await ana.call('budi');
    const two = await world.device('budi');
    expect(two.last('registered')?.calls).toEqual([
      expect.objectContaining({ state: 'incoming', callId, fromDevice: ana.id }),
    ]);
    await two.ask('call.ringing', { callId });
    expect(ana.last('call.ringing')).toEqual({ callId, device: two.id, asked: 2 });
    await two.ask('call.accept', { callId, media: 'video' });
    expect(callEvents(one)).toEqual(['call.incoming', 'call.ended answered-elsewhere']);
  });

  test('rings once when its invite is repeated, even after its end', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    const callId = randomUUID();
    const first = await ana.ask('call.invite', { callId, to: 'budi', media: 'video' });
    world.clock.advance(500);
    expect(await ana.ask('call.invite', { callId, to: 'budi', media: 'video' })).toEqual(first);
    await ana.ask('call.cancel', { callId });
    expect(await ana.ask('call.cancel', { callId })).toEqual({ ok: true });
    expect(await ana.ask('call.invite', { callId, to: 'budi', media: 'video' })).toEqual({
      ok: false,
      code: 'call-over',
    });
    expect(budi.all('call.incoming')).toHaveLength(1);
  });

  test('cannot be started with the ID of a call of other people', async () => {
    const [ana, citra] = [await world.device('ana'), await world.device('citra')];
    await world.device('budi');
    const callId = await ana.call('budi');
    for (const to of ['ana', 'budi']) {
      expect(await citra.ask('call.invite', { callId, to, media: 'video' })).toEqual({
        ok: false,
        code: 'not-in-call',
      });
    }
    expect(await citra.ask('call.accept', { callId, media: 'video' })).toEqual({
      ok: false,
      code: 'not-in-call',
    });
    expect(await citra.ask('call.bye', { callId: randomUUID() })).toEqual({
      ok: false,
      code: 'call-over',
    });
  });

  test('is refused when the account has too many open calls', async () => {
    world = new DomainWorld({ openCallsPerAccount: 2 });
    await world.accounts('ana', 'budi');
    await world.befriend('ana', 'budi');
    const [ana] = [await world.device('ana'), await world.device('budi')];
    const first = await ana.call('budi');
    await ana.call('budi');
    await expect(ana.call('budi')).rejects.toThrow('limit-reached');
    await ana.ask('call.cancel', { callId: first });
    await expect(ana.call('budi')).resolves.toBeTruthy();
  });
});

test('a device that was away gets the list of calls that were not missed', async () => {
  const [ana, one, two] = [
    await world.device('ana'),
    await world.device('budi'),
    await world.device('budi'),
  ];
  const answered = await ana.call('budi');
  two.lose();
  await one.ask('call.accept', { callId: answered, media: 'video' });
  await ana.ask('call.bye', { callId: answered });
  const declined = await ana.call('budi');
  await one.ask('call.decline', { callId: declined });
  const missed = await ana.call('budi');
  await ana.ask('call.cancel', { callId: missed });
  await two.connect();
  expect(two.last('registered')).toMatchObject({ handled: [answered, declined] });
  expect(ana.last('registered')?.handled).toEqual([]);
});

describe('devices that go away', () => {
  async function talking() {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    const callId = await ana.call('budi');
    await budi.ask('call.accept', { callId, media: 'video' });
    return { ana, budi, callId };
  }

  test('for 30 s end their call for the other device', async () => {
    const { ana, budi } = await talking();
    budi.lose();
    await world.advance(deviceGoneMs - 1);
    expect(ana.all('call.ended')).toEqual([]);
    await world.advance(1);
    expect(ana.last('call.ended')).toMatchObject({ reason: 'gone' });
  });

  test('and come back find their call unchanged', async () => {
    const { ana, budi, callId } = await talking();
    budi.lose();
    await world.advance(deviceGoneMs - 1);
    await budi.connect();
    await world.advance(deviceGoneMs);
    expect(ana.all('call.ended')).toEqual([]);
    expect(budi.last('registered')?.calls).toEqual([
      expect.objectContaining({ state: 'accepted', callId, peer: ana.address }),
    ]);
  });

  test('by disconnecting on purpose end their call at once', async () => {
    const { ana, budi } = await talking();
    ana.leave();
    await world.settle();
    expect(budi.last('call.ended')).toMatchObject({ reason: 'gone' });
  });

  test('while a call rings: a caller who is gone cancels it', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    await ana.call('budi');
    ana.lose();
    await world.advance(deviceGoneMs);
    expect(callEvents(budi)).toEqual(['call.incoming', 'call.ended cancelled', 'missed.added']);
  });

  test('for a moment still get calls', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    budi.lose();
    const callId = await ana.call('budi');
    await world.advance(1_000);
    expect(callEvents(ana)).toEqual([]);
    await budi.connect('resumed');
    await budi.ask('call.accept', { callId, media: 'video' });
    expect(callEvents(ana)).toEqual(['call.accepted']);
  });

  test('keep their call over a server restart only if they come back', async () => {
    const { ana, budi, callId } = await talking();
    await world.settle();
    const kept = await world.storage.acceptedCalls.list();
    expect(kept).toHaveLength(1);
    const restarted = new DomainWorld();
    await restarted.accounts('ana', 'budi');
    for (const call of kept) await restarted.storage.acceptedCalls.add(call);
    await restarted.services.calls.restore();
    const again = new TestDevice(restarted, ana.address);
    await again.connect();
    expect(again.last('registered')?.calls).toEqual([
      expect.objectContaining({ state: 'accepted', callId, peer: budi.address }),
    ]);
    await restarted.advance(deviceGoneMs);
    expect(again.last('call.ended')).toEqual({ callId, reason: 'gone' });
    expect(await restarted.storage.acceptedCalls.list()).toEqual([]);
  });

  test.each([
    ['joins its call', 6_000, 'accepted'],
    ['is a new call long after the accept', 60_000, 'calling'],
  ] as const)(
    'an invite that crossed an accept %s after a restart of the server',
    async (_, agoMs, outcome) => {
      const { budi, callId } = await talking();
      await world.settle();
      const [kept] = await world.storage.acceptedCalls.list();
      if (kept === undefined) throw new Error('the call is not kept');
      const restarted = new DomainWorld();
      await restarted.accounts('ana', 'budi');
      await restarted.storage.acceptedCalls.add(kept);
      restarted.clock.advance(agoMs);
      await restarted.services.calls.restore();
      const again = new TestDevice(restarted, budi.address);
      await again.connect();
      const crossing = { callId: randomUUID(), to: 'ana', media: 'video' } as const;
      const answer = await again.ask('call.invite', crossing);
      expect(answer).toMatchObject({ outcome, ...(outcome === 'accepted' && { callId }) });
    },
  );
});
