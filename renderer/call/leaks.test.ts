import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, fakeTrack } from '../../testing/call.ts';
import { FakeCapturedScreen } from '../../testing/screens.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

describe('fifty calls in a row', () => {
  it('leave nothing behind', async () => {
    const before = world.signaling.listeners;
    const screens: FakeCapturedScreen[] = [];
    for (let round = 0; round < 50; round += 1) {
      await world.talkToBudi();
      world.lastMedia().audio.value = fakeTrack('audio');
      world.model.shareScreen();
      const screen = new FakeCapturedScreen(fakeTrack('video'));
      // Every third person has not yet chosen when the call ends.
      if (round % 3 !== 0) await world.screens.answer({ outcome: 'captured', screen });
      screens.push(screen);
      world.lastLink().become('interrupted');
      if (round % 2 === 0) world.model.hangUp();
      else world.clock.advance(30_000);
      world.model.dismiss();
      await world.screens.answer({ outcome: 'captured', screen });
    }
    expect(screens.filter(({ life }) => life === 'open')).toHaveLength(0);
    expect(world.model.holdings()).toEqual({ links: 0, timers: 0, media: 0 });
    expect(world.openLinks()).toHaveLength(0);
    expect(world.links.reduce((sum, link) => sum + link.listeners, 0)).toBe(0);
    expect(world.media.filter((one) => one.life === 'open')).toHaveLength(0);
    expect(world.clock.pending).toBe(0);
    expect(world.signaling.listeners).toBe(before);
  });

  it('and closing the model takes its listeners with it', () => {
    world.model.close();
    expect(world.signaling.listeners).toBe(0);
    expect(world.actions.size + world.network.size + world.addresses.size).toBe(0);
  });
});
