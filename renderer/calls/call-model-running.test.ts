import { effect } from '@preact/signals-core';
import { linkLossMs } from '@tatap/protocol/call';
import { beforeEach, describe, expect, it } from 'vitest';
import { aProof, type CallWorld, createCallWorld, ids, registered } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { settled } from '../../testing/settled.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

describe('a running call', () => {
  beforeEach(() => world.talkToBudi());

  it('tells the other side what is muted, and shows what they say', () => {
    world.model.setMicrophone(false);
    world.model.setCamera(false);
    expect(world.lastLink().sent.slice(-2)).toEqual([
      { kind: 'media', microphone: 'muted', camera: 'on' },
      { kind: 'media', microphone: 'muted', camera: 'off' },
    ]);
    expect(world.snapshotIn('active').self).toMatchObject({ microphone: 'muted', camera: 'off' });
    const { stream } = world.snapshotIn('active').remote;
    const message = { kind: 'media', microphone: 'unavailable', camera: 'off' } as const;
    world.lastLink().happen({ type: 'message', message });
    expect(world.snapshotIn('active').remote).toEqual({
      microphone: 'unavailable',
      camera: 'off',
      stream,
      screen: null,
      playback: 'playing',
    });
  });

  it('shows that it reconnects, and goes on when the link is back', () => {
    world.lastLink().become('interrupted');
    expect(world.snapshotIn('active').link).toBe('reconnecting');
    world.clock.advance(29_000);
    world.lastLink().become('connected');
    world.clock.advance(60_000);
    expect(world.snapshotIn('active').link).toBe('connected');
  });

  it('ends when the link stays down for 30 s', () => {
    world.lastLink().become('interrupted');
    world.clock.advance(30_000);
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'connection-lost', by: 'nobody' });
    expect(world.signaling.payloads('call.bye')).toMatchObject([{ reason: 'connection-lost' }]);
  });

  it('hangs up over the channel and by the server, with how long it was', () => {
    world.clock.advance(65_000);
    world.model.hangUp();
    expect(world.lastLink().farewell).toEqual({ kind: 'bye', reason: 'hung-up' });
    expect(world.signaling.payloads('call.bye')).toHaveLength(1);
    expect(world.snapshotIn('ended')).toMatchObject({ by: 'self', durationMs: 65_000 });
    expect(world.history[0]).toMatchObject({ durationMs: 65_000, missed: false, seen: true });
    expect(world.sounds.awake).toBe('asleep');
  });

  it.each([-4, 4])('lasts as long as it does when the clock is set by %i h', (hours) => {
    const beganAt = world.clock.wall();
    world.clock.jumpWall(hours * 3_600_000);
    world.clock.advance(65_000);
    world.model.hangUp();
    expect(world.snapshotIn('ended')).toMatchObject({ durationMs: 65_000 });
    expect(world.history[0]).toMatchObject({ durationMs: 65_000 });
    // The list of calls goes by the clock as it is now.
    const moved = (world.history[0]?.at ?? 0) - beganAt;
    expect(Math.abs(moved - hours * 3_600_000)).toBeLessThan(60_000);
  });

  it('ends when the other side says so over the channel, the server being out of reach', () => {
    const message = { kind: 'bye', reason: 'hung-up' } as const;
    world.lastLink().happen({ type: 'message', message });
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'hung-up', by: 'peer' });
  });

  it('is brought back to a server that has forgotten it, and mends its link then', async () => {
    world.signaling.will('call.attach', { ok: true, outcome: 'running' });
    world.lastLink().become('interrupted');
    world.signaling.emit('registered', registered(world.clock.now()));
    const before = world.lastLink().restarts;
    await settled();
    expect(world.signaling.payloads('call.attach')).toEqual([
      {
        callId: world.callId(),
        peer: { account: 'budi', device: ids.theirs },
        side: 'caller',
        media: 'video',
        proof: aProof,
      },
    ]);
    expect(world.lastLink().restarts).toBe(before + 1);
    world.lastLink().become('connected');
    expect(world.snapshotIn('active').link).toBe('connected');
  });

  it('ends where the server knows that it is over, and the link is down', async () => {
    world.signaling.will('call.attach', { ok: false, code: 'call-over' });
    world.signaling.emit('registered', registered(world.clock.now()));
    await settled();
    expect(world.phase()).toBe('active');
    world.lastLink().become('interrupted');
    world.signaling.emit('registered', registered(world.clock.now()));
    await settled();
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'connection-lost' });
  });

  it('answers the other device that brings it back, if that one has signed', async () => {
    const from = { account: 'budi', device: ids.theirs };
    const asked = { callId: world.callId(), from, side: 'callee', proof: aProof } as const;
    const forged = { key: aProof.key, signature: 'B'.repeat(86) };
    world.signaling.emit('call.attaching', { ...asked, proof: forged });
    await settled();
    expect(world.signaling.payloads('call.attach')).toEqual([]);
    world.signaling.emit('call.attaching', asked);
    await settled();
    expect(world.signaling.payloads('call.attach')).toHaveLength(1);
    world.lastLink().become('interrupted');
    world.signaling.emit('call.attached', { callId: world.callId() });
    expect(world.lastLink().restarts).toBe(1);
  });

  it('shows the new side when the other device begins anew', () => {
    const seen: unknown[] = [];
    const stop = effect(() => {
      const snapshot = world.model.shown.value;
      if (snapshot.phase === 'active') seen.push(snapshot.remote.stream);
    });
    const old = world.lastLink();
    const offer = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 } as const;
    old.happen({ type: 'restarted', offer });
    expect(world.lastLink()).not.toBe(old);
    expect(seen.at(-1)).toBe(world.lastLink().remote);
    stop();
  });

  it('closes every link and device, also where one of them fails to', async () => {
    const link = world.lastLink();
    const media = world.lastMedia();
    link.setTracks = () => {
      throw new Error('the sender is gone');
    };
    for (const sound of world.played) {
      sound.stop = () => {
        throw new Error('the speaker is gone');
      };
    }
    world.model.hangUp();
    expect(link.life).toBe('closed');
    expect(media.life).toBe('closed');
    expect(world.model.holdings()).toEqual({ legs: 0, pressed: 0 });
  });

  it('looks for a new path when the network changes', () => {
    for (const listener of world.network) listener();
    expect(world.lastLink().restarts).toBe(1);
  });

  it('opens a new link when the other side began anew, with the same tracks', () => {
    const audio = fakeTrack('audio');
    world.lastMedia().audio.value = audio;
    const old = world.lastLink();
    const offer = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 } as const;
    old.happen({ type: 'restarted', offer });
    expect(old.life).toBe('closed');
    expect(world.lastLink()).toMatchObject({
      role: 'caller',
      received: [offer],
      tracks: { audio },
      remoteHeard: 'unmuted',
    });
  });

  it('goes on over another link where the old one is beyond repair, and is lost as after any outage', () => {
    const old = world.lastLink();
    old.happen({ type: 'worn' });
    expect(old.life).toBe('closed');
    expect(world.lastLink()).toMatchObject({ role: 'caller', remoteHeard: 'unmuted' });
    expect(world.snapshotIn('active').link).toBe('reconnecting');
    world.lastLink().become('connected');
    expect(world.snapshotIn('active').link).toBe('connected');
    world.lastLink().happen({ type: 'worn' });
    world.clock.advance(linkLossMs);
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'connection-lost' });
  });

  it('ends when the person signs out', () => {
    world.model.signOut();
    expect(world.phase()).toBe('idle');
    expect(world.model.holdings()).toEqual({ legs: 0, pressed: 0 });
  });
});
