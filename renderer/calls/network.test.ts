import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, registered } from '../../testing/call.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

/** What a page says of its network. */
const happen = (listeners: Set<() => void>) => {
  for (const listener of [...listeners]) listener();
};

describe('a new address of this machine', () => {
  it('is made ready in a running call, while the old path carries on', async () => {
    await world.talkToBudi();
    world.clock.advance(2_000);
    happen(world.addresses);
    expect(world.lastLink().restarts).toBe(1);
    expect(world.model.shown.value).toMatchObject({ phase: 'active', link: 'connected' });
  });

  it('is watched for only while two people talk, and not in the first moments', async () => {
    expect(world.addresses.size).toBe(0);
    await world.callBudi();
    world.clock.advance(5_000);
    expect(world.addresses.size).toBe(0);
    world.model.hangUp();
    world.model.dismiss();
    await world.talkToBudi();
    expect(world.addresses.size).toBe(0);
    world.clock.advance(2_000);
    expect(world.addresses.size).toBe(1);
    world.lastLink().become('interrupted');
    expect(world.addresses.size).toBe(1);
    world.model.hangUp();
    expect(world.addresses.size).toBe(0);
  });
});

describe('while the other person is out of reach', () => {
  it('the server is looked for again and again, and no longer than that', async () => {
    await world.talkToBudi();
    expect(world.signaling.reconnects).toBe(0);
    world.lastLink().become('interrupted');
    expect(world.signaling.reconnects).toBe(1);
    world.clock.advance(6_000);
    expect(world.signaling.reconnects).toBe(3);
    world.lastLink().become('connected');
    world.clock.advance(60_000);
    expect(world.signaling.reconnects).toBe(3);
  });

  it('the server is looked for already when the link has but paused', async () => {
    await world.talkToBudi();
    world.lastLink().happen({ type: 'inboundStalled' });
    expect(world.signaling.suspicions).toBe(1);
    expect(world.model.shown.value).toMatchObject({ phase: 'active', link: 'connected' });
  });

  it('its return, though the call was not lost, lets links try again', async () => {
    const id = await world.talkToBudi();
    world.lastLink().become('interrupted');
    const peer = { account: 'budi', device: ids.theirs };
    const call = { state: 'accepted', callId: id, peer, media: 'video', acceptedAt: 0 } as const;
    world.signaling.emit('registered', registered(0, { calls: [call] }));
    expect(world.lastLink().restarts).toBe(1);
    expect(world.model.shown.value).toMatchObject({ phase: 'active', link: 'reconnecting' });
  });

  it('the call is given up after 30 s, and the same person can be called again', async () => {
    await world.talkToBudi();
    world.lastLink().become('interrupted');
    world.clock.advance(29_999);
    expect(world.model.shown.value.phase).toBe('active');
    world.clock.advance(1);
    expect(world.model.shown.value).toMatchObject({
      phase: 'ended',
      reason: 'connection-lost',
      by: 'nobody',
    });
    world.model.callAgain();
    expect(world.model.shown.value).toMatchObject({ phase: 'outgoing', peer: { id: 'budi' } });
  });
});
