import { noAnswerMs } from '@tatap/protocol/call';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainWorld, type TestDevice } from '../../../testing/server/domain-world.ts';
import { pausesMs } from '../strangers.ts';

let world: DomainWorld;
let ana: TestDevice;
let budi: TestDevice;

beforeEach(async () => {
  world = new DomainWorld();
  await world.accounts('ana', 'budi', 'citra', 'dewi');
  await world.befriend('citra', 'budi');
  ana = await world.device('ana');
  budi = await world.device('budi');
});

const ringing = () => budi.all('call.incoming').map(({ from }) => from.id);

describe('a stranger’s call that rings', () => {
  test('is replaced by the call of a contact, who does not notice it', async () => {
    const callId = await ana.call('budi');
    await budi.ask('call.ringing', { callId });
    const citra = await world.device('citra');
    const second = await citra.call('budi');
    expect(budi.last('call.ended')).toEqual({ callId, reason: 'no-answer' });
    expect(budi.last('call.incoming')).toMatchObject({ callId: second });
    await budi.ask('call.ringing', { callId: second });
    expect(citra.last('call.ringing')).toMatchObject({ device: budi.id });
    expect(ana.all('call.ended')).toEqual([]);
    await world.advance(noAnswerMs);
    expect(ana.last('call.ended')).toEqual({ callId, reason: 'no-answer' });
    expect(budi.all('missed.added')).toContainEqual(expect.objectContaining({ callId }));
  });

  test('keeps a second stranger from ringing, and the second call is missed', async () => {
    await ana.call('budi');
    const dewi = await world.device('dewi');
    await dewi.call('budi');
    expect(ringing()).toEqual(['ana']);
    await world.advance(noAnswerMs);
    expect(dewi.last('call.ended')).toMatchObject({ reason: 'no-answer' });
    expect(budi.all('missed.added').map(({ from }) => from.id)).toContain('dewi');
  });

  test('is the only ringing call of that stranger', async () => {
    const callId = await ana.call('budi');
    await expect(ana.call('budi')).rejects.toThrow('limit-reached');
    await ana.ask('call.cancel', { callId });
    await ana.call('budi');
    expect(ringing()).toEqual(['ana', 'ana']);
  });
});

test('a stranger whose calls are not answered has to wait longer after each', async () => {
  for (let n = 0; n < 3; n += 1) {
    const callId = await ana.call('budi');
    await budi.ask('call.decline', { callId });
    await ana.ask('call.cancel', { callId });
  }
  await expect(ana.call('budi')).rejects.toThrow('rate-limited');
  await world.advance(pausesMs[3] ?? 0);
  await ana.call('budi');
  expect(ringing()).toHaveLength(4);
});

test('a stranger learns the name of the callee only when the call is accepted', async () => {
  const callId = await ana.call('budi');
  await budi.ask('call.ringing', { callId });
  expect(JSON.stringify(ana.heard)).not.toContain("budi's name");
  await budi.ask('call.accept', { callId, media: 'audio' });
  expect(ana.last('call.accepted')).toMatchObject({ callId, displayName: "budi's name" });
});

test('a stranger whose call was accepted may call again, and a contact may always call', async () => {
  const citra = await world.device('citra');
  for (let n = 0; n < 5; n += 1) {
    const callId = await ana.call('budi');
    await budi.ask('call.accept', { callId, media: 'audio' });
    await ana.ask('call.bye', { callId });
    const another = await citra.call('budi');
    await budi.ask('call.decline', { callId: another });
  }
  expect(ringing()).toHaveLength(10);
});

test('a contact learns that the callee is on do not disturb', async () => {
  await budi.ask('presence.set', { presence: 'dnd' });
  const citra = await world.device('citra');
  const callId = await citra.call('budi');
  await world.advance(0);
  expect(citra.last('call.ended')).toEqual({ callId, reason: 'do-not-disturb' });
  budi.leave();
  await citra.call('budi');
  await world.advance(0);
  expect(citra.last('call.ended')).toMatchObject({ reason: 'unavailable' });
});
