import { randomUUID } from 'node:crypto';
import type { LiveCall, RequestAck } from '@tatap/protocol/signaling';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { DomainWorld, type TestDevice } from '../../../testing/server/domain-world.ts';

// Many processes share the machine that runs all tests.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

async function friends(): Promise<DomainWorld> {
  const world = new DomainWorld();
  await world.accounts('ana', 'budi');
  await world.befriend('ana', 'budi');
  return world;
}

const invite = (from: TestDevice, to: string, callId: string) =>
  from.ask('call.invite', { callId, to, media: 'video' });

describe('two people who invite each other', () => {
  test.each(['ana', 'budi'])('are in one call when the invite of %s is first', async (first) => {
    const world = await friends();
    const second = first === 'ana' ? 'budi' : 'ana';
    const [one, two] = [await world.device(first), await world.device(second)];
    const other = await world.device(second);
    const [c1, c2] = [randomUUID(), randomUUID()];
    // Sent at the same time: no device waits for the other's acknowledgement.
    const [ack1, ack2] = await Promise.all([invite(one, second, c1), invite(two, first, c2)]);
    expect(ack1).toMatchObject({ ok: true, outcome: 'calling', callId: c1 });
    expect(ack2).toEqual({
      ok: true,
      outcome: 'accepted',
      callId: c1,
      peer: one.id,
      displayName: `${first}'s name`,
    });
    expect(one.last('call.accepted')).toEqual({
      callId: c1,
      device: two.id,
      media: 'video',
      displayName: `${second}'s name`,
    });
    expect(other.last('call.ended')).toEqual({ callId: c1, reason: 'answered-elsewhere' });
    expect(one.all('call.incoming')).toEqual([]);
    expect(await world.services.calls.live()).toBe(1);
    // A repeated invite, after a lost acknowledgement, gets the same answer.
    expect(await invite(two, first, c2)).toEqual(ack2);
    // A device that cancels its own invite ends the call that the invite joined.
    expect(await two.ask('call.cancel', { callId: c2 })).toEqual({ ok: true });
    expect(one.last('call.ended')).toEqual({ callId: c1, reason: 'hung-up' });
    // That device may know the call by the ID of its own invite.
    expect(two.last('call.ended')).toEqual({ callId: c1, reason: 'hung-up' });
    expect(await world.services.calls.live()).toBe(0);
  });

  test('are in one call when one accepts before their own invite arrives', async () => {
    const world = await friends();
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    const c1 = await ana.call('budi');
    const c2 = randomUUID();
    await budi.ask('call.accept', { callId: c1, media: 'video' });
    expect(await invite(budi, 'ana', c2)).toEqual({
      ok: true,
      outcome: 'accepted',
      callId: c1,
      peer: ana.id,
      displayName: "ana's name",
    });
    expect(ana.all('call.incoming')).toEqual([]);
  });

  test('are joined even on do not disturb, or when strangers may not call', async () => {
    const world = new DomainWorld();
    await world.accounts('ana', 'budi');
    await world.storage.accounts.update('ana', { whoMayCall: 'contacts' });
    const [ana, budi] = [await world.device('ana'), await world.device('budi')];
    await budi.ask('presence.set', { presence: 'dnd' });
    const c1 = await ana.call('budi');
    expect(await invite(budi, 'ana', randomUUID())).toMatchObject({
      outcome: 'accepted',
      callId: c1,
    });
  });

  test('agree on who is in which call, for every order and number of devices', async () => {
    const who = fc.constantFrom(0, 1, 2, 3);
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.uniqueArray(who, { minLength: 2 }),
        fc.boolean(),
        async (scheduler, order, accepts) => {
          const world = await friends();
          const devices = [
            await world.device('ana'),
            await world.device('budi'),
            await world.device('ana'),
            await world.device('budi'),
          ] as const;
          const acks: (RequestAck<'call.invite'> & { by: TestDevice; asked: string })[] = [];
          const act = scheduler.scheduleFunction(async (by: TestDevice) => {
            const to = by.address.account === 'ana' ? 'budi' : 'ana';
            const asked = randomUUID();
            acks.push({ ...(await invite(by, to, asked)), by, asked });
            const rings = by.last('call.incoming');
            if (accepts && rings !== undefined) {
              await by.ask('call.accept', { callId: rings.callId, media: 'video' });
            }
          });
          const acting = order.map((index) => act(devices[index] as TestDevice));
          await scheduler.waitFor(Promise.all(acting));
          await world.settle();
          const seenBy = new Map<TestDevice, readonly LiveCall[]>();
          for (const device of devices) {
            const { calls } = await world.services.calls.ofDevice(device.address);
            seenBy.set(device, calls);
          }
          const callsOf = (device: TestDevice) => seenBy.get(device) ?? [];
          for (const device of devices) {
            for (const call of callsOf(device)) {
              if (call.state !== 'accepted') continue;
              // Both devices of a call, and no others, have each other as peer.
              const peers = devices.filter((one) =>
                callsOf(one).some(
                  (seen) => seen.callId === call.callId && seen.state === 'accepted',
                ),
              );
              expect(peers).toHaveLength(2);
              expect(peers.map((one) => one.id)).toContain(call.peer.device);
            }
          }
          for (const ack of acks) {
            if (!ack.ok || ack.outcome !== 'accepted') continue;
            const mine = callsOf(ack.by);
            expect(mine).toContainEqual(
              expect.objectContaining({ callId: ack.callId, state: 'accepted' }),
            );
          }
          // Two people must not both keep waiting for each other.
          const waiting = new Set(
            devices
              .filter((device) => callsOf(device).some(({ state }) => state === 'outgoing'))
              .map(({ address }) => address.account),
          );
          expect(waiting.size).toBeLessThan(2);
        },
      ),
      { numRuns: 150 },
    );
  }, 30_000);
});
