import type { RequestInput } from '@tatap/protocol/signaling';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainWorld } from '../../../testing/server/domain-world.ts';

let world: DomainWorld;

beforeEach(async () => {
  world = new DomainWorld();
  await world.accounts('ana', 'budi', 'citra');
  await world.befriend('ana', 'budi');
});

const candidates = (seq: number): RequestInput<'call.signal'>['signal'] => ({
  kind: 'candidates',
  candidates: [
    { candidate: `candidate:${seq}`, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null },
  ],
  seq,
});

describe('signals', () => {
  test('of contacts are relayed while the call rings, with the sender’s address from the server', async () => {
    const [ana, one, two] = [
      await world.device('ana'),
      await world.device('budi'),
      await world.device('budi'),
    ];
    const callId = await ana.call('budi');
    const signal = candidates(1);
    const toOne = { callId, toDevice: one.id, signal };
    expect(await ana.ask('call.signal', toOne)).toEqual({ ok: false, code: 'not-in-call' });
    await one.ask('call.ringing', { callId });
    expect(await ana.ask('call.signal', toOne)).toEqual({ ok: true });
    expect(one.last('call.signal')).toEqual({ callId, from: ana.address, signal });
    expect(await one.ask('call.signal', { callId, toDevice: ana.id, signal })).toEqual({
      ok: true,
    });
    expect(await two.ask('call.signal', { callId, toDevice: ana.id, signal })).toMatchObject({
      code: 'not-in-call',
    });
    expect(await one.ask('call.signal', { callId, toDevice: two.id, signal })).toMatchObject({
      code: 'not-in-call',
    });
  });

  test('to the first ringing device reach every rung device, but no stranger', async () => {
    const [ana, citra] = [await world.device('ana'), await world.device('citra')];
    const budis = [await world.device('budi'), await world.device('budi')];
    const signal = candidates(1);
    const callId = await ana.call('budi');
    expect(await ana.ask('call.signal', { callId, toDevice: null, signal })).toEqual({ ok: true });
    for (const device of budis) {
      expect(device.all('call.signal')).toEqual([{ callId, from: ana.address, signal }]);
    }
    await ana.ask('call.cancel', { callId });
    const strange = { callId: await citra.call('budi'), toDevice: null, signal };
    expect(await citra.ask('call.signal', strange)).toMatchObject({ code: 'not-in-call' });
    expect(budis.flatMap((device) => device.all('call.signal'))).toHaveLength(2);
  });

  test('of strangers are relayed after the accept, and never after the end', async () => {
    const [citra, budi] = [await world.device('citra'), await world.device('budi')];
    const callId = await citra.call('budi');
    await budi.ask('call.ringing', { callId });
    const toBudi = { callId, toDevice: budi.id, signal: candidates(1) };
    expect(await citra.ask('call.signal', toBudi)).toMatchObject({ code: 'not-in-call' });
    await budi.ask('call.accept', { callId, media: 'video' });
    expect(await citra.ask('call.signal', toBudi)).toEqual({ ok: true });
    await budi.ask('call.bye', { callId });
    expect(await citra.ask('call.signal', toBudi)).toMatchObject({ code: 'call-over' });
    expect(budi.all('call.signal')).toHaveLength(1);
  });
});
