import { signal } from '@preact/signals-core';
import type { RingingAction } from '@tatap/protocol/ipc';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { fakeSettings } from '../../testing/settings-model.ts';
import { settled } from '../../testing/settled.ts';
import type { CallAlert } from '../platform/platform.ts';
import { chooseDevices } from '../settings/choices.ts';
import { createRing, soundAfterMs } from './ring.ts';

const callId = '0a54dd8c-5b9a-4f64-9a66-0d6a0c1f5e55';
const call = {
  callId,
  peer: { id: 'budi', name: 'Budi', isContact: true },
  media: 'video',
  unconfirmed: true,
} as const;

function snapshotWith(ringId: string, speakerId: string) {
  const device = (deviceId: string) => ({ deviceId, groupId: '', label: deviceId });
  return chooseDevices({
    lists: 'unread',
    chosen: { camera: null, microphone: null, speaker: device(speakerId), ring: device(ringId) },
    problems: { camera: null, microphone: null },
  });
}

function setUp({ notifyIncomingCalls = true } = {}) {
  const playing: string[] = [];
  const shown: CallAlert[] = [];
  const clock = new VirtualClock();
  const devices = { snapshot: signal(snapshotWith('bell', 'headset')) };
  let alert: CallAlert | null = null;
  const ring = createRing({
    alerts: {
      show: (next) => {
        alert = next;
        shown.push(next);
      },
      hide: () => {
        alert = null;
      },
      onAction: (_: (action: RingingAction) => void) => () => {},
      setMissedCount: () => {},
      prepare: () => {},
    },
    settings: fakeSettings({ notifyIncomingCalls, theme: 'dark' }),
    devices,
    clock,
    play: (sound, speakerId) => {
      const name = `${sound} on ${speakerId}`;
      playing.push(name);
      return { stop: () => playing.splice(playing.indexOf(name), 1) };
    },
    describe: async () => ({ language: 'id', text: 'Panggilan video masuk' }),
  });
  return { ring, playing, shown, devices, clock, alert: () => alert };
}

describe('ringing', () => {
  it('sounds on the ring device and shows who calls, until it is hidden', async () => {
    const { ring, playing, clock, alert } = setUp();
    ring.showIncoming(call);
    await settled();
    clock.advance(soundAfterMs);
    expect(playing).toEqual(['ringtone on bell']);
    expect(alert()).toEqual({
      callId,
      from: call.peer,
      media: 'video',
      unconfirmed: true,
      language: 'id',
      theme: 'dark',
      text: 'Panggilan video masuk',
    });
    ring.hideIncoming();
    expect(playing).toEqual([]);
    expect(alert()).toBeNull();
  });

  it('of a stranger is shown without sound', async () => {
    const { ring, playing, clock, alert } = setUp();
    const stranger = { id: 'tono', name: 'Tono', isContact: false };
    ring.showIncoming({ ...call, peer: stranger });
    await settled();
    clock.advance(soundAfterMs);
    expect(playing).toEqual([]);
    expect(alert()).toMatchObject({ callId, from: stranger });
    ring.hideIncoming();
    expect(alert()).toBeNull();
  });

  it('that is over before its words are there is never shown', async () => {
    const { ring, shown } = setUp();
    ring.showIncoming(call);
    ring.hideIncoming();
    await settled();
    expect(shown).toEqual([]);
  });

  it('makes no sound where it is over at once', () => {
    const { ring, playing, clock } = setUp();
    ring.showIncoming(call);
    ring.startRingback();
    clock.advance(soundAfterMs - 1);
    ring.hideIncoming();
    ring.stopRingback();
    clock.advance(soundAfterMs);
    expect(playing).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('shown twice rings once', () => {
    const { ring, playing, clock } = setUp();
    ring.showIncoming(call);
    ring.showIncoming(call);
    clock.advance(soundAfterMs);
    expect(playing).toEqual(['ringtone on bell']);
    ring.hideIncoming();
    expect(playing).toEqual([]);
  });

  it('moves to another ring device while it rings', () => {
    const { ring, playing, devices, clock } = setUp();
    ring.showIncoming(call);
    clock.advance(soundAfterMs);
    devices.snapshot.value = snapshotWith('dock', 'headset');
    expect(playing).toEqual(['ringtone on dock']);
    ring.hideIncoming();
  });

  it('only sounds where the person wants no notifications', async () => {
    const { ring, playing, shown, clock } = setUp({ notifyIncomingCalls: false });
    ring.showIncoming(call);
    await settled();
    clock.advance(soundAfterMs);
    expect(playing).toEqual(['ringtone on bell']);
    expect(shown).toEqual([]);
    ring.hideIncoming();
  });

  it('the ringback is heard on the speaker of the call', () => {
    const { ring, playing, clock } = setUp();
    ring.startRingback();
    ring.startRingback();
    clock.advance(soundAfterMs);
    expect(playing).toEqual(['ringback on headset']);
    ring.stopRingback();
    ring.stopRingback();
    expect(playing).toEqual([]);
  });
});
