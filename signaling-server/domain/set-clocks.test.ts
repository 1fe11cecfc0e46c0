import { randomUUID } from 'node:crypto';
import { attachWaitMs, deviceGoneMs, noAnswerMs } from '@tatap/protocol/call';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainWorld } from '../../testing/server/domain-world.ts';
import { presenceGraceMs } from './registrar.ts';
import { repeatAfterMs } from './request-pauses.ts';
import { pausesMs } from './strangers.ts';

const hourMs = 3_600_000;
const jumpsMs = [-24, -1, 1, 24].map((hours) => hours * hourMs);

let world: DomainWorld;

beforeEach(async () => {
  world = new DomainWorld();
  await world.accounts('ana', 'budi', 'citra');
  await world.befriend('ana', 'budi');
});

describe.each(jumpsMs)('the clock of the machine is set by %i ms', (jumpMs) => {
  test('a ringing call ends after 45 s and is listed as missed with the time of its invite', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    const invitedAt = world.clock.wall();
    await ana.call('budi');
    world.clock.jumpWall(jumpMs);
    await world.advance(noAnswerMs - 1);
    expect(ana.all('call.ended')).toEqual([]);
    await world.advance(1);
    expect(ana.last('call.ended')).toMatchObject({ reason: 'no-answer' });
    expect(budi.last('missed.added')).toMatchObject({ at: invitedAt });
  });

  test('a later invite carries the new time of day', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    world.clock.jumpWall(jumpMs);
    const callId = await ana.call('budi');
    const wall = world.clock.wall();
    expect(budi.last('call.incoming')).toMatchObject({ invitedAt: wall });
    await budi.ask('call.accept', { callId, media: 'video' });
    await world.settle();
    expect(await world.storage.acceptedCalls.list()).toMatchObject([{ acceptedAt: wall }]);
    const again = await world.device('ana');
    expect(again.last('registered')).toMatchObject({ serverTime: wall });
  });

  test('a lost device has 30 s to reconnect', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    const callId = await ana.call('budi');
    await budi.ask('call.accept', { callId, media: 'video' });
    budi.lose();
    world.clock.jumpWall(jumpMs);
    await world.advance(deviceGoneMs - 1);
    expect(ana.all('call.ended')).toEqual([]);
    await world.advance(1);
    expect(ana.last('call.ended')).toMatchObject({ reason: 'gone' });
  });

  test('a lost device is shown as offline after 3 s', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    budi.lose();
    world.clock.jumpWall(jumpMs);
    await world.advance(presenceGraceMs - 1);
    expect(ana.last('presence.changed')).toEqual({ id: 'budi', presence: 'online' });
    await world.advance(1);
    expect(ana.last('presence.changed')).toEqual({ id: 'budi', presence: 'offline' });
  });

  test('an attach of one device is forgotten after 30 s', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    const waits = async (ms: number) => {
      const callId = randomUUID();
      await ana.attach(callId, budi.address, 'caller');
      world.clock.jumpWall(jumpMs);
      await world.advance(ms);
      return budi.attach(callId, ana.address, 'callee');
    };
    expect(await waits(attachWaitMs - 1)).toMatchObject({ outcome: 'running' });
    expect(await waits(attachWaitMs)).toMatchObject({ outcome: 'waiting' });
  });

  test('a delayed new name is sent after a minute', async () => {
    const ana = await world.device('ana');
    const rename = async (displayName: string) => {
      await world.storage.accounts.update('budi', { displayName });
      world.services.contacts.renamed('budi');
      await world.settle();
    };
    await rename('B1');
    await rename('B2');
    world.clock.jumpWall(jumpMs);
    await rename('B3');
    await world.advance(59_999);
    expect(ana.last('contact.changed')?.contact.displayName).toBe('B2');
    await world.advance(1);
    expect(ana.last('contact.changed')?.contact.displayName).toBe('B3');
  });

  test('an invite that crosses an accept joins its call for 5 s', async () => {
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    const callId = await ana.call('budi');
    await budi.ask('call.accept', { callId, media: 'video' });
    world.clock.jumpWall(jumpMs);
    await world.advance(4_999);
    const asked = () =>
      budi.ask('call.invite', { callId: randomUUID(), to: 'ana', media: 'video' });
    expect(await asked()).toMatchObject({ outcome: 'accepted', callId });
    await world.advance(1);
    expect(await asked()).toMatchObject({ outcome: 'calling' });
  });

  test('the pause before a stranger may call again keeps its length', async () => {
    const [citra] = [await world.device('citra'), await world.device('budi')];
    const free = pausesMs.lastIndexOf(0) + 1;
    for (let n = 0; n < free; n += 1) {
      await citra.ask('call.cancel', { callId: await citra.call('budi') });
    }
    world.clock.jumpWall(jumpMs);
    const asked = () =>
      citra.ask('call.invite', { callId: randomUUID(), to: 'budi', media: 'video' });
    const retryAfterMs = pausesMs[free] ?? 0;
    expect(await asked()).toEqual({ ok: false, code: 'rate-limited', retryAfterMs });
    await world.advance(retryAfterMs);
    expect(await asked()).toMatchObject({ ok: true });
  });

  test('the pause before a contact may be requested again keeps its length', async () => {
    const citra = await world.device('citra');
    for (let n = 0; n < 2; n += 1) {
      await citra.ask('contact.request', { id: 'budi' });
      await citra.ask('contact.remove', { id: 'budi' });
    }
    world.clock.jumpWall(jumpMs);
    const refused = { ok: false, code: 'rate-limited', retryAfterMs: repeatAfterMs };
    expect(await citra.ask('contact.request', { id: 'budi' })).toEqual(refused);
  });
});
