import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CallWorld,
  createCallWorld,
  ids,
  incomingFrom,
  registered,
} from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { settled } from '../../testing/settled.ts';
import type { CallSnapshot } from './model.ts';
import { soundFirstMs } from './outgoing-media.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

const phase = () => world.model.snapshot.value.phase;

function snapshotIn<P extends CallSnapshot['phase']>(wanted: P) {
  const snapshot = world.model.snapshot.value;
  if (snapshot.phase !== wanted) throw new Error(`in ${snapshot.phase}, not ${wanted}`);
  return snapshot as Extract<CallSnapshot, { phase: P }>;
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
    expect(snapshotIn('outgoing')).toMatchObject({ progress: 'calling', ringingDevices: 0 });
    expect(world.sounds.awake).toBe('awake');
  });

  it('negotiates with a device that rings, and shows that it rings', async () => {
    const id = await world.callBudi();
    expect(world.sounds.ringback).toBe('sounding');
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    const signal = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 } as const;
    world.lastLink().happen({ type: 'signal', signal });
    await settled();
    expect(world.signaling.payloads('call.signal')).toEqual([
      { callId: id, toDevice: ids.theirs, signal },
    ]);
    expect(snapshotIn('outgoing')).toMatchObject({ progress: 'ringing', ringingDevices: 1 });
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
    expect(snapshotIn('active')).toMatchObject({ link: 'connected', media: 'video' });
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
    expect(phase()).toBe('connecting');
  });

  it('connects to a stranger only after the accept, over the offer made ahead', async () => {
    const id = await world.callBudi();
    world.signaling.emit('call.accepted', { callId: id, device: ids.theirs, media: 'video' });
    expect(phase()).toBe('connecting');
    expect(world.links).toHaveLength(1);
    world.lastLink().become('connected');
    expect(phase()).toBe('active');
  });

  it('says why the server refused', async () => {
    world.signaling.will('call.invite', { ok: false, code: 'contacts-only' });
    world.model.start('budi', 'video');
    await settled();
    expect(snapshotIn('ended')).toMatchObject({ reason: 'refused', refusal: 'contacts-only' });
    expect(world.model.holdings()).toEqual({ links: 0, timers: 0, media: 0 });
  });

  it('gives up by itself when the server never says that nobody answered', async () => {
    await world.callBudi();
    world.clock.advance(50_000);
    expect(snapshotIn('ended')).toMatchObject({ reason: 'no-answer', by: 'nobody' });
    expect(world.signaling.payloads('call.cancel')).toHaveLength(1);
  });

  it('ends a call that was accepted while it was cancelled', async () => {
    const id = await world.callBudi();
    world.model.hangUp();
    world.signaling.emit('call.accepted', { callId: id, device: ids.theirs, media: 'video' });
    expect(snapshotIn('ended')).toMatchObject({ reason: 'cancelled', by: 'self' });
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
    });
    await settled();
    expect(snapshotIn('connecting').callId).toBe(ids.calls[1]);
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
    expect(snapshotIn('outgoing')).toMatchObject({ peer: { id: 'budi' }, media: 'audio' });
  });
});

describe('being called', () => {
  it('rings, tells the server, and prepares the link to a contact', () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    expect(snapshotIn('incoming').peer).toMatchObject({ id: 'budi', isContact: true });
    expect(world.sounds.ringing).toBe(ids.calls[0]);
    expect(world.signaling.payloads('call.ringing')).toEqual([{ callId: ids.calls[0] }]);
    expect(world.links.map((link) => link.role)).toEqual(['callee']);
    expect(world.media).toHaveLength(0);
  });

  it('opens nothing for a stranger, and keeps what they send until it is accepted', async () => {
    world.signaling.emit('call.incoming', incomingFrom('eve', false));
    const signal = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 } as const;
    const from = { account: 'eve', device: ids.theirs };
    world.signaling.emit('call.signal', { callId: ids.calls[0], from, signal });
    await settled();
    expect(world.links).toHaveLength(0);
    world.model.accept('video');
    expect(world.lastLink().received).toEqual([signal]);
  });

  it('takes signals of nobody else', async () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    const signal = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 } as const;
    const right = { account: 'budi', device: ids.theirs };
    world.signaling.emit('call.signal', { callId: ids.calls[1], from: right, signal });
    world.signaling.emit('call.signal', {
      callId: ids.calls[0],
      from: { account: 'eve', device: ids.theirs },
      signal,
    });
    world.signaling.emit('call.signal', {
      callId: ids.calls[0],
      from: { account: 'budi', device: ids.theirOther },
      signal,
    });
    await settled();
    expect(world.lastLink().received).toEqual([]);
  });

  it('accepts without waiting: server, devices and tracks at once; runs when the server agrees', async () => {
    world.signaling.hold('call.accept');
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    world.lastLink().become('connected');
    world.model.accept('audio');
    expect(world.signaling.payloads('call.accept')).toEqual([
      { callId: ids.calls[0], media: 'audio' },
    ]);
    expect(world.lastMedia().media).toBe('audio');
    expect(world.sounds.ringing).toBeNull();
    expect(phase()).toBe('connecting');
    expect(world.lastLink().sent[0]).toEqual({ kind: 'accept', media: 'audio' });
    expect(world.lastLink().remoteHeard).toBe('muted');
    world.signaling.release('call.accept', { ok: true });
    await settled();
    expect(phase()).toBe('active');
    expect(world.lastLink().remoteHeard).toBe('unmuted');
    expect(world.lastLink().sent).toContainEqual({
      kind: 'media',
      microphone: 'on',
      camera: 'off',
    });
  });

  it('lets go of everything when another device was first', async () => {
    world.signaling.will('call.accept', { ok: false, code: 'answered-elsewhere' });
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    world.model.accept('video');
    await settled();
    expect(snapshotIn('ended')).toMatchObject({ reason: 'answered-elsewhere' });
    expect(world.lastMedia().life).toBe('closed');
    expect(world.openLinks()).toHaveLength(0);
    expect(world.history[0]).toMatchObject({ missed: false, reason: 'answered-elsewhere' });
  });

  it('stops ringing when the caller gives up, and remembers it as missed', () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    world.signaling.emit('call.ended', { callId: ids.calls[0], reason: 'cancelled' });
    expect(world.sounds.ringing).toBeNull();
    expect(snapshotIn('ended')).toMatchObject({ reason: 'cancelled', by: 'peer' });
    expect(world.history[0]).toMatchObject({ missed: true, seen: false, direction: 'incoming' });
  });

  it('answers from the ringing window, but only the call that rings', () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    const press = (call: string) => {
      for (const listener of world.actions) {
        listener({ action: 'decline', callId: call, text: 'in a meeting' });
      }
    };
    press(ids.calls[1]);
    expect(phase()).toBe('incoming');
    press(ids.calls[0]);
    expect(world.signaling.payloads('call.decline')).toEqual([
      { callId: ids.calls[0], text: 'in a meeting' },
    ]);
  });

  it('is busy for a second caller, and remembers who it was', async () => {
    await world.talkToBudi();
    world.signaling.emit('call.incoming', incomingFrom('eve', false, ids.calls[2]));
    expect(world.signaling.payloads('call.busy')).toEqual([{ callId: ids.calls[2] }]);
    expect(phase()).toBe('active');
    expect(world.history[0]).toMatchObject({ peer: { id: 'eve' }, missed: true, reason: 'busy' });
  });
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
    expect(snapshotIn('active').self).toMatchObject({ microphone: 'muted', camera: 'off' });
    const { stream } = snapshotIn('active').remote;
    const message = { kind: 'media', microphone: 'unavailable', camera: 'off' } as const;
    world.lastLink().happen({ type: 'message', message });
    expect(snapshotIn('active').remote).toEqual({
      microphone: 'unavailable',
      camera: 'off',
      stream,
      screen: null,
      playback: 'playing',
    });
  });

  it('shows that it reconnects, and goes on when the link is back', () => {
    world.lastLink().become('interrupted');
    expect(snapshotIn('active').link).toBe('reconnecting');
    world.clock.advance(29_000);
    world.lastLink().become('connected');
    world.clock.advance(60_000);
    expect(snapshotIn('active').link).toBe('connected');
  });

  it('ends when the link stays down for 30 s', () => {
    world.lastLink().become('interrupted');
    world.clock.advance(30_000);
    expect(snapshotIn('ended')).toMatchObject({ reason: 'connection-lost', by: 'nobody' });
    expect(world.signaling.payloads('call.bye')).toMatchObject([{ reason: 'connection-lost' }]);
  });

  it('hangs up over the channel and by the server, with how long it was', () => {
    world.clock.advance(65_000);
    world.model.hangUp();
    expect(world.lastLink().farewell).toEqual({ kind: 'bye', reason: 'hung-up' });
    expect(world.signaling.payloads('call.bye')).toHaveLength(1);
    expect(snapshotIn('ended')).toMatchObject({ by: 'self', durationMs: 65_000 });
    expect(world.history[0]).toMatchObject({ durationMs: 65_000, missed: false, seen: true });
    expect(world.sounds.awake).toBe('asleep');
  });

  it('ends when the other side says so over the channel, the server being out of reach', () => {
    const message = { kind: 'bye', reason: 'hung-up' } as const;
    world.lastLink().happen({ type: 'message', message });
    expect(snapshotIn('ended')).toMatchObject({ reason: 'hung-up', by: 'peer' });
  });

  it('outlives the server: a snapshot without it ends nothing while the link is up', () => {
    world.signaling.emit('registered', registered(world.clock.now()));
    expect(phase()).toBe('active');
    world.lastLink().become('interrupted');
    world.signaling.emit('registered', registered(world.clock.now()));
    expect(snapshotIn('ended')).toMatchObject({ reason: 'connection-lost' });
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

  it('ends when the person signs out', () => {
    world.model.signOut();
    expect(phase()).toBe('idle');
    expect(world.model.holdings()).toEqual({ links: 0, timers: 0, media: 0 });
  });
});
