import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, incomingFrom } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { settled } from '../../testing/settled.ts';
import { soundFirstMs } from './open-link.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

/** Budi's first device answers. */
function isAnswered(callId: string, displayName?: string): void {
  const answer = { callId, device: ids.theirs, media: 'video' } as const;
  world.signaling.emit(
    'call.accepted',
    displayName === undefined ? answer : { ...answer, displayName },
  );
}

describe('calling somebody', () => {
  it('invites, opens the camera and makes an offer at once, without waiting for any of them', () => {
    world.signaling.hold('call.invite');
    world.model.start('budi', 'video');
    expect(world.signaling.payloads('call.invite')).toEqual([
      { callId: world.callId(), to: 'budi', media: 'video' },
    ]);
    expect(world.lastMedia().media).toBe('video');
    expect(world.links.map((link) => link.role)).toEqual(['caller']);
    expect(world.snapshotIn('outgoing')).toMatchObject({ progress: 'calling', ringingDevices: 0 });
    expect(world.sounds.awake).toBe('awake');
  });

  it('negotiates with a device that rings, and shows that it rings', async () => {
    const id = await world.callBudi();
    expect(world.sounds.ringback).toBe('sounding');
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    const signal = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 } as const;
    world.lastLink().happen({ type: 'signal', signal, by: 'server' });
    await settled();
    expect(world.signaling.payloads('call.signal')).toEqual([
      { callId: id, toDevice: ids.theirs, signal: { ...signal, proof: world.proof } },
    ]);
    expect(world.snapshotIn('outgoing')).toMatchObject({ progress: 'ringing', ringingDevices: 1 });
    expect(world.links).toHaveLength(1);
  });

  it('looks for another way when the person hides their address, or does no more', async () => {
    const id = await world.callBudi();
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    expect(world.lastLink().restarts).toBe(0);
    world.relayOnly.value = true;
    expect(world.lastLink().restarts).toBe(1);
    world.relayOnly.value = false;
    expect(world.lastLink().restarts).toBe(2);
  });

  it('sends nothing and shows nothing before the other side accepts', async () => {
    const id = await world.callBudi();
    world.lastMedia().audio.value = fakeTrack('audio');
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    world.lastLink().become('connected');
    expect(world.lastLink()).toMatchObject({ tracks: {}, sent: [], remoteHeard: 'muted' });
  });

  it('runs at once when accepted over a link that is up, and sends tracks as they come', async () => {
    await world.talkToBudi();
    expect(world.snapshotIn('active')).toMatchObject({ link: 'connected', media: 'video' });
    expect(world.sounds.ringback).toBe('silent');
    const link = world.lastLink();
    expect(link.remoteHeard).toBe('unmuted');
    const [audio, video] = [fakeTrack('audio'), fakeTrack('video')];
    world.lastMedia().video.value = video;
    expect(link.tracks).toEqual({ audio: null });
    world.clock.advance(soundFirstMs);
    expect(link.tracks).toEqual({ audio: null, video });
    world.lastMedia().audio.value = audio;
    expect(link.tracks).toEqual({ audio, video });
  });

  it('attaches no picture to a call that is over by the time', async () => {
    await world.talkToBudi();
    const link = world.lastLink();
    world.model.hangUp();
    world.clock.advance(soundFirstMs);
    expect(link.tracks).not.toHaveProperty('video');
  });

  it('closes the links to the devices that did not answer', async () => {
    const id = await world.callBudi();
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 2 });
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirOther, asked: 2 });
    world.signaling.emit('call.accepted', { callId: id, device: ids.theirOther, media: 'audio' });
    expect(world.links.map((link) => link.life)).toEqual(['closed', 'open']);
    expect(world.phase()).toBe('connecting');
  });

  it('connects to a stranger only after the accept, over the offer made ahead', async () => {
    const id = await world.callBudi();
    isAnswered(id);
    expect(world.phase()).toBe('connecting');
    expect(world.links).toHaveLength(1);
    world.lastLink().become('connected');
    expect(world.phase()).toBe('active');
  });

  it('shows the display name that comes with the answer, also in the history', async () => {
    const id = await world.callBudi();
    expect(world.snapshotIn('outgoing').peer.name).toBe('budi');
    isAnswered(id, 'Budi Santoso');
    expect(world.snapshotIn('connecting').peer.name).toBe('Budi Santoso');
    world.lastLink().become('connected');
    expect(world.snapshotIn('active').peer.name).toBe('Budi Santoso');
    world.model.hangUp();
    expect(world.history.at(-1)?.peer).toEqual({ id: 'budi', name: 'Budi Santoso' });
  });

  it('keeps the old name if the answer has no name or an invisible one', async () => {
    const id = await world.callBudi();
    isAnswered(id, '');
    expect(world.snapshotIn('connecting').peer.name).toBe('budi');
  });

  it('says why the server refused', async () => {
    world.signaling.will('call.invite', { ok: false, code: 'contacts-only' });
    world.model.start('budi', 'video');
    await settled();
    expect(world.snapshotIn('ended')).toMatchObject({
      reason: 'refused',
      refusal: 'contacts-only',
    });
    expect(world.model.holdings()).toEqual({ legs: 0, pressed: 0 });
  });

  it('gives up by itself when the server never says that nobody answered', async () => {
    await world.callBudi();
    world.clock.advance(50_000);
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'no-answer', by: 'nobody' });
    expect(world.signaling.payloads('call.cancel')).toHaveLength(1);
  });

  it('ends a call that was accepted while it was cancelled', async () => {
    const id = await world.callBudi();
    world.model.hangUp();
    isAnswered(id);
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'cancelled', by: 'self' });
    expect(world.signaling.payloads('call.bye')).toEqual([{ callId: id, reason: 'hung-up' }]);
  });

  it('becomes the callee of the other call when both call each other', async () => {
    world.signaling.hold('call.invite');
    world.model.start('budi', 'video');
    world.signaling.emit('call.incoming', incomingFrom('budi', true, ids.calls[1]));
    expect(world.sounds.ringing).toBeNull();
    world.signaling.release('call.invite', {
      ok: true,
      outcome: 'accepted',
      callId: ids.calls[1],
      peer: ids.theirs,
      displayName: 'Budi Santoso',
    });
    await settled();
    expect(world.snapshotIn('connecting')).toMatchObject({
      callId: ids.calls[1],
      peer: { name: 'Budi Santoso' },
    });
    expect(world.links.map((link) => [link.role, link.life])).toEqual([
      ['caller', 'closed'],
      ['callee', 'open'],
    ]);
  });

  it('calls the same person again, out of the end', async () => {
    world.signaling.will('call.invite', { ok: false, code: 'unreachable' });
    world.model.start('budi', 'audio');
    await settled();
    world.signaling.hold('call.invite');
    world.model.callAgain();
    expect(world.snapshotIn('outgoing')).toMatchObject({ peer: { id: 'budi' }, media: 'audio' });
  });
});
