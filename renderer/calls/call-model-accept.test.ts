import type { Signal } from '@tatap/protocol/signaling';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, incomingFrom } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { settled } from '../../testing/settled.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

describe('an accept over the link', () => {
  it('believes the only device that rings, over the link', async () => {
    const id = await world.callBudi();
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    const link = world.lastLink();
    link.become('connected');
    link.happen({ type: 'message', message: { kind: 'accept', media: 'video' } });
    expect(world.snapshotIn('active')).toMatchObject({ link: 'connected' });
    expect(link.remoteHeard).toBe('unmuted');
    expect(link.sent).toContainEqual({ kind: 'agreed' });
  });

  it('is agreed to also where it comes before the connection says that it is up', async () => {
    const id = await world.callBudi();
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    const link = world.lastLink();
    link.happen({ type: 'message', message: { kind: 'accept', media: 'video' } });
    expect(link.sent).toContainEqual({ kind: 'agreed' });
  });

  it('finds the speaker open, and muted until then', async () => {
    const id = await world.callBudi();
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    const link = world.lastLink();
    expect(world.played).toEqual([]);
    link.become('connected');
    expect(world.played).toMatchObject([{ of: 'person', stream: link.remote, heard: 'muted' }]);
    link.happen({ type: 'message', message: { kind: 'accept', media: 'video' } });
    expect(world.played).toMatchObject([{ heard: 'aloud' }]);
    link.become('interrupted');
    link.become('connected');
    expect(world.played).toMatchObject([{ heard: 'aloud' }]);
    world.model.hangUp();
    expect(world.played).toMatchObject([{ heard: 'stopped' }]);
  });

  it('that never comes leaves no speaker open', async () => {
    const id = await world.callBudi();
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    world.lastLink().become('connected');
    world.model.hangUp();
    expect(world.played).toMatchObject([{ heard: 'stopped' }]);
  });

  it('sends to the first of two devices that accepts, and shows only whom the server names', async () => {
    const id = await world.callBudi();
    world.lastMedia().audio.value = fakeTrack('audio');
    for (const device of [ids.theirs, ids.theirOther]) {
      world.signaling.emit('call.ringing', { callId: id, device, asked: 2 });
      world.lastLink().become('connected');
    }
    const [first, second] = world.links;
    if (first === undefined || second === undefined) throw new Error('two links were expected');
    first.happen({ type: 'message', message: { kind: 'accept', media: 'video' } });
    second.happen({ type: 'message', message: { kind: 'accept', media: 'video' } });
    expect(world.phase()).toBe('outgoing');
    expect(first).toMatchObject({ remoteHeard: 'muted', tracks: { audio: expect.anything() } });
    expect(second).toMatchObject({ remoteHeard: 'muted', tracks: {} });
    world.signaling.emit('call.accepted', { callId: id, device: ids.theirOther, media: 'video' });
    expect(first).toMatchObject({ remoteHeard: 'muted', life: 'closed' });
    expect(second).toMatchObject({ remoteHeard: 'unmuted', life: 'open' });
  });

  it('runs when the caller agrees, whatever has become of the server', async () => {
    world.signaling.hold('call.accept');
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    world.lastLink().become('connected');
    world.model.accept('video');
    world.lastLink().happen({ type: 'message', message: { kind: 'agreed' } });
    expect(world.phase()).toBe('active');
    expect(world.lastLink().remoteHeard).toBe('unmuted');
  });
});

describe('a press on accept', () => {
  const rings = () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    world.lastLink().become('connected');
  };

  it('has the devices open by the time it accepts, and sends nothing of them before', () => {
    rings();
    const release = world.model.press('video');
    world.lastMedia().audio.value = fakeTrack('audio');
    expect(world.lastLink().tracks).toEqual({});
    expect(world.lastLink().sent).toEqual([]);
    world.model.accept('video');
    release();
    expect(world.media).toHaveLength(1);
    expect(world.lastLink().tracks).toMatchObject({ audio: expect.anything() });
  });

  it('that is given up turns the devices off, and rings on', () => {
    rings();
    world.model.press('video')();
    expect(world.lastMedia().life).toBe('closed');
    expect(world.phase()).toBe('incoming');
    expect(world.model.holdings().pressed).toBe(0);
  });

  it('asks for no permission', () => {
    rings();
    world.allowed.media = false;
    const release = world.model.press('video');
    expect(world.media).toEqual([]);
    release();
    world.model.accept('video');
    expect(world.media).toHaveLength(1);
  });

  it('may be made in the ringing window', () => {
    rings();
    const { callId } = world.snapshotIn('incoming');
    for (const act of world.actions) act({ action: 'press', callId, media: 'audio' });
    expect(world.model.holdings().pressed).toBe(1);
    for (const act of world.actions) act({ action: 'release', callId });
    expect(world.model.holdings().pressed).toBe(0);
  });
});

describe('a signal of the caller', () => {
  it('stops ringing when the offer is not the caller’s, and says so to the server', async () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    const signal = { kind: 'description', type: 'offer', sdp: 'forged', seq: 0 } as const;
    const from = { account: 'budi', device: ids.theirs };
    world.signaling.emit('call.signal', { callId: ids.calls[0], from, signal });
    await settled();
    expect(world.lastLink().received).toEqual([]);
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'identity-mismatch', by: 'nobody' });
    expect(world.signaling.payloads('call.decline')).toMatchObject([
      { callId: ids.calls[0], reason: 'identity-mismatch' },
    ]);
  });

  it('keeps candidates behind the description that is being checked', async () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    const from = { account: 'budi', device: ids.theirs };
    const offer = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 } as const;
    const candidates: Signal = {
      kind: 'candidates',
      candidates: [{ candidate: '', sdpMid: '0', sdpMLineIndex: null, usernameFragment: null }],
      seq: 0,
    };
    for (const signal of [offer, candidates]) {
      world.signaling.emit('call.signal', { callId: ids.calls[0], from, signal });
    }
    await settled();
    expect(world.lastLink().received).toEqual([offer, candidates]);
  });
});

describe('what the other side sends to be heard', () => {
  const share = (picture: 'shared' | 'none') =>
    world
      .lastLink()
      .happen({ type: 'message', message: { kind: 'screen', picture, sound: 'shared' } });

  it('is also what their screen plays, for as long as it is shared', async () => {
    await world.talkToBudi();
    share('shared');
    const screen = world.lastLink().remoteScreen;
    expect(world.played).toMatchObject([{ of: 'person' }, { stream: screen, heard: 'aloud' }]);
    share('none');
    expect(world.played).toMatchObject([{ heard: 'aloud' }, { of: 'screen', heard: 'stopped' }]);
  });

  it('is nothing of a screen before the accept', async () => {
    const id = await world.callBudi();
    world.signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    world.lastLink().become('connected');
    share('shared');
    expect(world.played).toMatchObject([{ of: 'person', heard: 'muted' }]);
  });

  it('says when the browser waits for a press', async () => {
    await world.talkToBudi();
    expect(world.snapshotIn('active').remote.playback).toBe('playing');
    const [voice] = world.played;
    if (voice === undefined) throw new Error('nothing is played');
    voice.playback.value = 'silent';
    expect(world.snapshotIn('active').remote.playback).toBe('silent');
  });
});
