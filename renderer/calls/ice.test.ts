import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, registered } from '../../testing/call.ts';
import { settled } from '../../testing/settled.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

describe('ICE servers', () => {
  it.each([0, 4, -4])(
    'are fetched anew before they end, and given to running calls (clock set by %i h)',
    async (hours) => {
      const now = world.clock.now();
      // The server's clock is an hour ahead.
      const serverTime = now + 3_600_000;
      const first = { iceServers: [{ urls: ['turn:a'] }], expiresAt: serverTime + 3_600_000 };
      world.signaling.emit('registered', registered(serverTime, { ice: first }));
      world.clock.jumpWall(hours * 3_600_000);
      await world.talkToBudi();
      expect(world.lastLink().ice).toEqual(first);
      const fresh = { iceServers: [{ urls: ['turn:b'] }], expiresAt: serverTime + 7_200_000 };
      world.signaling.will('ice.refresh', { ok: true, ...fresh });
      world.clock.advance(54 * 60_000);
      expect(world.signaling.payloads('ice.refresh')).toHaveLength(0);
      world.clock.advance(60_000);
      await settled();
      expect(world.lastLink().ice).toEqual(fresh);
      world.clock.advance(59 * 60_000);
      expect(world.signaling.payloads('ice.refresh')).toHaveLength(1);
      world.clock.advance(60_000);
      expect(world.signaling.payloads('ice.refresh')).toHaveLength(2);
    },
  );

  it('are asked for again when the server did not answer', async () => {
    const now = world.clock.now();
    world.signaling.will('ice.refresh', { ok: false, code: 'unreachable' });
    const ice = { iceServers: [], expiresAt: now + 600_000 };
    world.signaling.emit('registered', registered(now, { ice }));
    world.clock.advance(480_000);
    await settled();
    world.clock.advance(30_000);
    await settled();
    expect(world.signaling.payloads('ice.refresh')).toHaveLength(2);
  });
});
