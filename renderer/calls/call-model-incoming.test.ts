import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CallWorld,
  createCallWorld,
  ids,
  incomingFrom,
  registered,
} from '../../testing/call.ts';
import { settled } from '../../testing/settled.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
});

describe('being called', () => {
  it('rings, tells the server, and prepares the link to a contact', () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    expect(world.snapshotIn('incoming').peer).toMatchObject({ id: 'budi', isContact: true });
    expect(world.sounds.ringing).toBe(ids.calls[0]);
    expect(world.signaling.payloads('call.ringing')).toEqual([{ callId: ids.calls[0] }]);
    expect(world.links.map((link) => link.role)).toEqual(['callee']);
    expect(world.media).toHaveLength(0);
  });

  it('is busy where the browser has no WebRTC, and calls nobody', () => {
    world.webRtc.isSupported = false;
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    expect(world.phase()).toBe('idle');
    expect(world.signaling.payloads('call.busy')).toEqual([{ callId: ids.calls[0] }]);
    world.model.start('budi', 'video');
    expect(world.phase()).toBe('idle');
    expect(world.signaling.payloads('call.invite')).toEqual([]);
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
    expect(world.phase()).toBe('connecting');
    expect(world.lastLink().sent[0]).toEqual({ kind: 'accept', media: 'audio' });
    expect(world.lastLink().remoteHeard).toBe('muted');
    world.signaling.release('call.accept', { ok: true });
    await settled();
    expect(world.phase()).toBe('active');
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
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'answered-elsewhere' });
    expect(world.lastMedia().life).toBe('closed');
    expect(world.openLinks()).toHaveLength(0);
    expect(world.history[0]).toMatchObject({ missed: false, reason: 'answered-elsewhere' });
  });

  it('stops ringing when the caller gives up, and remembers it as missed', () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    world.signaling.emit('call.ended', { callId: ids.calls[0], reason: 'cancelled' });
    expect(world.sounds.ringing).toBeNull();
    expect(world.snapshotIn('ended')).toMatchObject({ reason: 'cancelled', by: 'peer' });
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
    expect(world.phase()).toBe('incoming');
    press(ids.calls[0]);
    expect(world.signaling.payloads('call.decline')).toEqual([
      { callId: ids.calls[0], text: 'in a meeting' },
    ]);
  });

  it('is busy for a second caller, and remembers who it was', async () => {
    await world.talkToBudi();
    world.signaling.emit('call.incoming', incomingFrom('eve', false, ids.calls[2]));
    expect(world.signaling.payloads('call.busy')).toEqual([{ callId: ids.calls[2] }]);
    expect(world.phase()).toBe('active');
    // Whether it is missed is not known yet: another device of this person may take it.
    expect(world.history).toEqual([]);
    world.signaling.emit('call.ended', { callId: ids.calls[2], reason: 'no-answer' });
    expect(world.history[0]).toMatchObject({ peer: { id: 'eve' }, missed: true, reason: 'busy' });
    expect(world.phase()).toBe('active');
  });

  it('has not missed a second call that was taken elsewhere, or while this device was away', async () => {
    await world.talkToBudi();
    const [, , second] = ids.calls;
    world.signaling.emit('call.incoming', incomingFrom('eve', false, second));
    world.signaling.emit('call.ended', { callId: second, reason: 'answered-elsewhere' });
    expect(world.history).toMatchObject([{ missed: false, reason: 'answered-elsewhere' }]);
    const third = '00000000-0000-4000-8000-0000000000c4';
    world.signaling.emit('call.incoming', incomingFrom('eve', false, third));
    world.signaling.emit('registered', registered(0, { handled: [third] }));
    expect(world.history.at(-1)).toMatchObject({ callId: third, missed: false });
  });
});
