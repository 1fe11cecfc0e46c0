import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { aDevice, FakeMediaDevices, FakeSounds } from '../../testing/media-devices.ts';
import { fakeSettings } from '../../testing/settings-model.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import { createDevicesModel } from '../settings/devices.ts';
import { LocalMediaSource } from './local-media.ts';

async function setUp(
  plug: (media: FakeMediaDevices) => void = () => {},
  lists: 'read' | 'unread' = 'read',
) {
  const media = new FakeMediaDevices();
  media.devices.camera.push(aDevice('camera-1'), aDevice('camera-2'));
  media.devices.microphone.push(aDevice('microphone-1'), aDevice('microphone-2'));
  plug(media);
  const devices = createDevicesModel({
    media,
    sounds: new FakeSounds(),
    system: { openSystemSettings: async () => false },
    settings: fakeSettings(),
    clock: new VirtualClock(),
    log: silentLogger,
  });
  if (lists === 'read') await devices.start();
  const opened = () => [...media.opened].map(({ deviceId }) => deviceId).sort();
  return { media, devices, opened, source: new LocalMediaSource(devices) };
}

describe('media of a call', () => {
  it('opens microphone and camera for a video call', async () => {
    const { opened, source } = await setUp();
    const local = source.open('video');
    expect(local.audio.value).toBeNull();
    await settled();
    expect(local.audio.value?.kind).toBe('audio');
    expect(local.video.value?.kind).toBe('video');
    expect(local.picture.value).not.toBeNull();
    expect(opened()).toEqual(['camera-1', 'microphone-1']);
    local.close();
    expect(opened()).toEqual([]);
  });

  it('leaves the camera alone in an audio call until it is turned on', async () => {
    const { opened, source } = await setUp();
    const local = source.open('audio');
    await settled();
    expect(opened()).toEqual(['microphone-1']);
    expect(local.camera.value).toBe('off');
    local.setCamera(true);
    await settled();
    expect(local.camera.value).toBe('on');
    expect(opened()).toEqual(['camera-1', 'microphone-1']);
    local.close();
  });

  it('the microphone comes though the camera does not', async () => {
    const { media, source } = await setUp();
    media.problems.set('camera', 'refused');
    const local = source.open('video');
    await settled();
    expect(local.audio.value).not.toBeNull();
    expect(local.camera.value).toBe('unavailable');
    expect(local.microphone.value).toBe('on');
    local.close();
  });

  it('asks again for a microphone that would not open when it is turned on', async () => {
    const { media, source } = await setUp();
    media.problems.set('microphone', 'refused');
    const local = source.open('audio');
    await settled();
    expect(local.microphone.value).toBe('unavailable');
    media.problems.delete('microphone');
    local.setMicrophone(true);
    await settled();
    expect(local.microphone.value).toBe('on');
    expect(local.audio.value?.kind).toBe('audio');
    expect([...media.opened]).toHaveLength(1);
    local.close();
    expect([...media.opened]).toHaveLength(0);
  });

  it('works with no camera and no microphone, and says so', async () => {
    const { source } = await setUp((m) => {
      m.devices.camera = [];
      m.devices.microphone = [];
    });
    const local = source.open('video');
    await settled();
    expect(local.camera.value).toBe('unavailable');
    expect(local.microphone.value).toBe('unavailable');
    local.setCamera(false);
    expect(local.camera.value).toBe('unavailable');
    local.close();
  });

  it.each<[boolean, string, (media: FakeMediaDevices) => void, 'read' | 'unread']>([
    [true, 'all devices have names', () => {}, 'read'],
    [true, 'there is a microphone and no camera', (m) => void m.devices.camera.splice(0), 'read'],
    [false, 'one has none', (m) => void m.devices.camera.push(aDevice('camera-3', '')), 'read'],
    [false, 'nothing was read yet', () => {}, 'unread'],
  ])('is allowed without a question: %s, where %s', async (allowed, _where, plug, lists) => {
    const { source } = await setUp(plug, lists);
    expect(source.isAllowed('video')).toBe(allowed);
  });

  it('off turns the camera off, on opens it again', async () => {
    const { opened, source } = await setUp();
    const local = source.open('video');
    await settled();
    local.setCamera(false);
    expect(local.video.value).toBeNull();
    expect(local.camera.value).toBe('off');
    expect(opened()).toEqual(['microphone-1']);
    local.setCamera(true);
    expect(local.camera.value).toBe('on');
    await settled();
    expect(local.video.value).not.toBeNull();
    local.close();
  });

  it('turning the camera on again tries again after a failure', async () => {
    const { media, source } = await setUp();
    media.problems.set('camera', 'in-use');
    const local = source.open('video');
    await settled();
    expect(local.camera.value).toBe('unavailable');
    media.problems.clear();
    local.setCamera(true);
    await settled();
    expect(local.camera.value).toBe('on');
    expect(local.video.value).not.toBeNull();
    local.close();
  });

  it('muting silences the track and keeps it', async () => {
    const { source } = await setUp();
    const local = source.open('audio');
    await settled();
    const track = local.audio.value;
    local.setMicrophone(false);
    expect(local.audio.value).toBe(track);
    expect(track?.enabled).toBe(false);
    expect(local.microphone.value).toBe('muted');
    local.setMicrophone(true);
    expect(track?.enabled).toBe(true);
    local.close();
  });

  it('stays muted through another microphone', async () => {
    const { devices, source } = await setUp();
    const local = source.open('audio');
    await settled();
    const first = local.audio.value;
    local.setMicrophone(false);
    await devices.choose('microphone', 'microphone-2');
    await settled();
    expect(local.audio.value).not.toBe(first);
    expect(local.audio.value?.enabled).toBe(false);
    local.close();
  });

  it('muted before it is open, it opens muted', async () => {
    const { source } = await setUp();
    const local = source.open('audio');
    local.setMicrophone(false);
    await settled();
    expect(local.audio.value?.enabled).toBe(false);
    local.close();
  });

  it('an unplugged microphone is replaced, and comes back', async () => {
    const { devices, media, opened, source } = await setUp();
    await devices.choose('microphone', 'microphone-2');
    const local = source.open('audio');
    await settled();
    media.unplug('microphone-2');
    await settled();
    expect(opened()).toEqual(['microphone-1']);
    media.plugIn('microphone', aDevice('microphone-2'));
    await settled();
    expect(opened()).toEqual(['microphone-2']);
    local.close();
    expect(opened()).toEqual([]);
  });

  it('falls back and returns through a hundred plugs, with never a moment of nothing open', async () => {
    const { devices, media, opened, source } = await setUp();
    await devices.choose('microphone', 'microphone-2');
    await devices.choose('camera', 'camera-2');
    const local = source.open('video');
    await settled();
    const held = () => [media.listeners, devices.snapshot.value.camera.options.length];
    const before = held();
    for (let cycle = 0; cycle < 100; cycle += 1) {
      media.unplug('microphone-2');
      media.unplug('camera-2');
      await settled();
      expect(opened()).toEqual(['camera-1', 'microphone-1']);
      expect([local.microphone.value, local.camera.value]).toEqual(['on', 'on']);
      media.plugIn('microphone', aDevice('microphone-2'));
      media.plugIn('camera', aDevice('camera-2'));
      await settled();
      expect(opened()).toEqual(['camera-2', 'microphone-2']);
    }
    expect(held()).toEqual(before);
    local.close();
    expect(opened()).toEqual([]);
    expect(media.endedListeners).toBe(0);
  });

  it('plugs that come faster than devices open end on the chosen one, and leave none open', async () => {
    const { devices, media, opened, source } = await setUp();
    await devices.choose('camera', 'camera-2');
    const local = source.open('video');
    await settled();
    for (let cycle = 0; cycle < 100; cycle += 1) {
      const go = media.hold();
      media.unplug('camera-2');
      media.plugIn('camera', aDevice('camera-2'));
      if (cycle % 3 === 0) await settled();
      go();
      if (cycle % 2 === 0) await settled();
    }
    await settled();
    expect(opened()).toEqual(['camera-2', 'microphone-1']);
    local.close();
    await settled();
    expect(opened()).toEqual([]);
    expect(media.endedListeners).toBe(0);
  });

  it('closed while it opens, it leaves nothing open', async () => {
    const { media, opened, source } = await setUp();
    const go = media.hold();
    const local = source.open('video');
    local.close();
    local.close();
    go();
    await settled();
    expect(opened()).toEqual([]);
  });
});
