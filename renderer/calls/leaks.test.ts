import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, incomingFrom } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { FakeCapturedScreen } from '../../testing/screens.ts';
import { settled } from '../../testing/settled.ts';
import { readyAfterMs } from './call-model.ts';

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
    expect(world.model.holdings()).toEqual({ legs: 0, pressed: 0 });
    expect(world.openLinks()).toHaveLength(0);
    expect(world.links.reduce((sum, link) => sum + link.listeners, 0)).toBe(0);
    expect(world.media.filter((one) => one.life === 'open')).toHaveLength(0);
    world.clock.advance(readyAfterMs);
    expect(world.clock.pending).toBe(0);
    expect(world.signaling.listeners).toBe(before);
  });

  it('and closing the model takes its listeners with it', () => {
    world.model.close();
    expect(world.signaling.listeners).toBe(0);
    expect(world.actions.size + world.network.size + world.addresses.size).toBe(0);
  });
});

/** Ways in which a call goes wrong, each with what leads there. */
const wrecks: Record<string, () => unknown> = {
  'the link cannot be mended': async () => {
    await world.talkToBudi();
    world.lastLink().become('failed');
  },
  'the other side is gone without a word': async () => {
    await world.talkToBudi();
    world.lastLink().become('interrupted');
    world.clock.advance(30_000);
  },
  'the server says that the other side is gone while nothing is heard of it': async () => {
    const callId = await world.talkToBudi();
    world.lastLink().become('interrupted');
    world.signaling.emit('call.ended', { callId, reason: 'gone' });
  },
  'no first connection comes about': async () => {
    const callId = await world.callBudi();
    world.signaling.emit('call.accepted', { callId, device: ids.theirs, media: 'video' });
    world.clock.advance(20_000);
  },
  'somebody else has written the description': async () => {
    const callId = await world.talkToBudi();
    const from = { account: 'budi', device: ids.theirs };
    const signal = { kind: 'description', type: 'answer', sdp: 'forged', seq: 0 } as const;
    world.signaling.emit('call.signal', { callId, from, signal });
    await settled();
  },
  'the invite is refused': async () => {
    world.signaling.hold('call.invite');
    world.model.start('budi', 'video');
    world.signaling.release('call.invite', { ok: false, code: 'rate-limited' });
    await settled();
  },
  'nobody answers, and the server does not say so': async () => {
    await world.callBudi();
    world.clock.advance(60_000);
  },
  'the accept came too late': async () => {
    world.signaling.hold('call.accept');
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    world.model.accept('video');
    world.signaling.release('call.accept', { ok: false, code: 'answered-elsewhere' });
    await settled();
  },
  'the session ends in the middle': async () => {
    await world.talkToBudi();
    world.signaling.emit('session.ended', { reason: 'revoked' });
  },
};

describe('camera and microphone are off, and nothing is held, when', () => {
  it.each(Object.entries(wrecks))('%s', async (_, wreck) => {
    await wreck();
    expect(['ended', 'idle']).toContain(world.model.shown.value.phase);
    expect(world.media.map(({ life }) => life)).toEqual(['closed']);
    expect(world.model.holdings()).toEqual({ legs: 0, pressed: 0 });
    expect(world.openLinks()).toHaveLength(0);
    world.clock.advance(readyAfterMs);
    expect(world.clock.pending).toBe(0);
    expect(world.addresses.size).toBe(0);
  });
});
