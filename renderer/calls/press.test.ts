import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, incomingFrom } from '../../testing/call.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});
const lives = () => world.media.map(({ life }) => life);
const rings = (call: string = ids.calls[0]) =>
  world.signaling.emit('call.incoming', incomingFrom('budi', true, call));

describe('a button that calls, held down', () => {
  it('opens the devices once, and asks nobody anything', () => {
    world.model.press('video');
    world.model.press('video');
    expect(lives()).toEqual(['open']);
    expect(world.phase()).toBe('idle');
    expect(world.openLinks()).toEqual([]);
  });

  it('has them open when it calls, and keeps them when it is let go', () => {
    const release = world.model.press('video');
    world.model.start('budi', 'video');
    release();
    expect(lives()).toEqual(['open']);
  });

  it('opens others for a call of another kind', () => {
    const release = world.model.press('video');
    world.model.start('budi', 'audio');
    release();
    expect(lives()).toEqual(['closed', 'open']);
    expect(world.lastMedia().media).toBe('audio');
  });

  it('turns them off when it is let go without a call', () => {
    world.model.press('video')();
    expect(lives()).toEqual(['closed']);
    expect(world.model.holdings().pressed).toBe(0);
  });

  it('turns them off when a call comes in under it', () => {
    const release = world.model.press('video');
    rings();
    expect(lives()).toEqual(['closed']);
    release();
    world.model.accept('video');
    expect(lives()).toEqual(['closed', 'open']);
  });

  it('turns them off when the person signs out under it', () => {
    world.model.press('video');
    world.model.signOut();
    expect(lives()).toEqual(['closed']);
  });

  it('does nothing in a call', async () => {
    await world.talkToBudi();
    world.model.press('video')();
    expect(lives()).toEqual(['open']);
  });
});

describe('a button that accepts, held down', () => {
  it('has the devices open when it accepts, and keeps them when it is let go', () => {
    rings();
    const release = world.model.press('video');
    world.model.accept('video');
    release();
    expect(lives()).toEqual(['open']);
    expect(world.phase()).toBe('connecting');
  });

  it('opens others where another answer is given', () => {
    rings();
    world.model.press('video');
    world.model.accept('audio');
    expect(lives()).toEqual(['closed', 'open']);
  });

  it.each([
    ['it is declined', () => world.model.decline()],
    [
      'the caller gives up',
      () => world.signaling.emit('call.ended', { callId: ids.calls[0], reason: 'cancelled' }),
    ],
    ['nobody answers', () => world.clock.advance(60_000)],
    ['the session ends', () => world.signaling.emit('session.ended', { reason: 'revoked' })],
  ] as const)('turns them off when %s under it', (_, end) => {
    rings();
    const release = world.model.press('video');
    expect(lives()).toEqual(['open']);
    end();
    expect(lives()).toEqual(['closed']);
    release();
    expect(world.model.holdings().pressed).toBe(0);
  });
});
