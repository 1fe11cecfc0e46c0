import type { Settings } from '@tatap/protocol/settings';
import { describe, expect, it, vi } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { aDevice, FakeMediaDevices, FakeSounds } from '../../testing/media-devices.ts';
import { fakeSettings } from '../../testing/settings-model.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import { outputOf } from './choices.ts';
import { createDevicesModel } from './devices.ts';
import type { DeviceNotice } from './model.ts';

const builtIn = aDevice('built-in');
const usb = aDevice('usb');
const headset = aDevice('headset');

type Plug = (media: FakeMediaDevices) => void;

async function setUp(plug: Plug = () => {}) {
  const world = setUpUnread(plug);
  await world.devices.start();
  return world;
}

function setUpUnread(plug: Plug, camera: Settings['camera'] = null) {
  const media = new FakeMediaDevices();
  media.devices.camera.push(builtIn, usb);
  media.devices.microphone.push(builtIn, headset);
  media.devices.speaker.push(builtIn, headset);
  plug(media);
  const sounds = new FakeSounds();
  const settings = fakeSettings({ camera });
  const clock = new VirtualClock();
  const devices = createDevicesModel({
    media,
    sounds,
    system: { openSystemSettings: async () => false },
    settings,
    clock,
    log: silentLogger,
  });
  const notices: DeviceNotice[] = [];
  devices.onNotice((notice) => notices.push(notice));
  return { media, sounds, settings, clock, devices, notices };
}

describe('which device is used', () => {
  it('is the default of the system until one is chosen, and then that one', async () => {
    const { devices } = await setUp();
    expect(devices.snapshot.value.camera).toMatchObject({ chosen: null, active: builtIn });
    await devices.choose('camera', 'usb');
    expect(devices.snapshot.value.camera).toMatchObject({ chosen: usb, active: usb });
    await devices.choose('camera', null);
    expect(devices.snapshot.value.camera).toMatchObject({ chosen: null, active: builtIn });
  });

  it('falls back when the chosen one is unplugged, keeps the choice, and returns to it', async () => {
    const { devices, media, notices } = await setUp();
    await devices.choose('camera', 'usb');
    media.unplug('usb');
    await settled();
    expect(devices.snapshot.value.camera).toMatchObject({
      chosen: usb,
      active: builtIn,
      fallback: true,
    });
    // It comes back on another port, under another ID.
    media.plugIn('camera', { ...usb, deviceId: 'usb-2' });
    await settled();
    expect(devices.snapshot.value.camera).toMatchObject({
      chosen: usb,
      active: { deviceId: 'usb-2' },
      fallback: false,
    });
    expect(notices).toEqual([
      { kind: 'fallback', device: 'camera', label: builtIn.label },
      { kind: 'returned', device: 'camera', label: usb.label },
    ]);
  });

  it('is left to the browser where sound follows the default of the system', async () => {
    const { devices, media } = await setUp();
    const output = () => outputOf(devices.snapshot.value.speaker);
    expect(output()).toBeNull();
    await devices.choose('speaker', 'headset');
    expect(output()).toBe('headset');
    media.unplug('headset');
    await settled();
    expect(output()).toBeNull();
  });

  it('is none when the last one goes, and that is said', async () => {
    const { devices, media, notices } = await setUp((m) => m.devices.camera.pop());
    media.unplug('built-in');
    await settled();
    expect(devices.snapshot.value.camera).toMatchObject({ active: null, problem: 'none' });
    expect(notices).toContainEqual({ kind: 'lost', device: 'camera', label: builtIn.label });
  });

  it('says nothing of devices that were not in use, nor of choices', async () => {
    const { devices, media, notices } = await setUp();
    await devices.choose('microphone', 'headset');
    media.unplug('usb');
    await settled();
    expect(notices).toEqual([]);
  });

  it('tells once of a speaker that is the ring device too', async () => {
    const { devices, media, notices } = await setUp();
    await devices.choose('speaker', 'headset');
    await devices.choose('ring', 'headset');
    media.unplug('headset');
    await settled();
    expect(notices).toEqual([{ kind: 'fallback', device: 'speaker', label: builtIn.label }]);
  });

  it('is the chosen one before anybody looked, and a missing one is no news then', async () => {
    const { devices, notices } = setUpUnread((m) => m.devices.camera.pop(), usb);
    expect(devices.snapshot.value.camera).toMatchObject({ active: usb, problem: null });
    await devices.start();
    expect(devices.snapshot.value.camera).toMatchObject({ active: builtIn, fallback: true });
    expect(notices).toEqual([]);
  });

  it('presumes the chosen one while devices have no names, and gets them with permission', async () => {
    const { devices, media, notices } = await setUp((m) => {
      m.devices.camera = [{ deviceId: '', groupId: '', label: '' }];
    });
    const preview = devices.previewCamera();
    media.devices.camera = [builtIn, usb];
    await settled();
    expect(devices.snapshot.value.camera.active).toEqual(builtIn);
    expect(notices).toEqual([]);
    preview.close();
  });

  it('is unsupported where the page may know no devices', async () => {
    const { devices } = await setUp((m) => {
      m.list = async () => null as never;
    });
    expect(devices.snapshot.value.camera.problem).toBe('unsupported');
    expect(devices.snapshot.value.ring.problem).toBe('unsupported');
  });
});

describe('a camera preview', () => {
  it('opens the device in use and releases it on close', async () => {
    const { devices, media } = await setUp();
    const preview = devices.previewCamera();
    await settled();
    expect(preview.picture.value).toMatchObject({ deviceId: 'built-in' });
    preview.close();
    expect(preview.picture.value).toBeNull();
    expect(media.opened.size).toBe(0);
  });

  it('follows the choice, and keeps the old picture until the new one is there', async () => {
    const { devices, media } = await setUp();
    const preview = devices.previewCamera();
    await settled();
    const go = media.hold();
    await devices.choose('camera', 'usb');
    expect(preview.picture.value).toMatchObject({ deviceId: 'built-in' });
    go();
    await settled();
    expect(preview.picture.value).toMatchObject({ deviceId: 'usb' });
    expect(media.opened.size).toBe(1);
    preview.close();
  });

  it('that is closed while it opens leaves nothing open', async () => {
    const { devices, media } = await setUp();
    const go = media.hold();
    devices.previewCamera().close();
    go();
    await settled();
    expect(media.opened.size).toBe(0);
  });

  it('ends on the last of many quick choices', async () => {
    const { devices, media } = await setUp();
    const preview = devices.previewCamera();
    const go = media.hold();
    for (const id of ['usb', 'built-in', 'usb', 'built-in', 'usb']) {
      await devices.choose('camera', id);
    }
    go();
    await settled();
    expect([...media.opened]).toMatchObject([{ deviceId: 'usb' }]);
    preview.close();
  });

  it('falls back when the device is unplugged and returns with it', async () => {
    const { devices, media } = await setUp();
    await devices.choose('camera', 'usb');
    const preview = devices.previewCamera();
    await settled();
    media.unplug('usb');
    await settled();
    expect(preview.picture.value).toMatchObject({ deviceId: 'built-in' });
    media.plugIn('camera', usb);
    await settled();
    expect(preview.picture.value).toMatchObject({ deviceId: 'usb' });
    expect(media.opened.size).toBe(1);
    preview.close();
  });

  it('opens a device again that stopped without being unplugged', async () => {
    const { devices, media } = await setUp();
    const preview = devices.previewCamera();
    await settled();
    const first = preview.picture.value;
    media.stop('built-in');
    await settled();
    expect(preview.picture.value).toMatchObject({ deviceId: 'built-in' });
    expect(preview.picture.value).not.toBe(first);
    expect(media.opened.size).toBe(1);
    preview.close();
  });
});

describe('a device that another program holds', () => {
  it('is opened once that lets it go, without being asked for again', async () => {
    const { devices, media, clock } = await setUp((m) => m.problems.set('camera', 'in-use'));
    const capture = devices.capture('camera');
    await settled();
    expect(capture.problem.value).toBe('in-use');
    media.problems.clear();
    clock.advance(2_000);
    await settled();
    expect(capture.stream.value).toMatchObject({ deviceId: 'built-in' });
    expect(capture.problem.value).toBeNull();
    expect(devices.snapshot.value.camera.problem).toBeNull();
    expect(clock.pending).toBe(0);
    capture.close();
  });

  it('is tried for as long as it is wanted, and one that is refused is not', async () => {
    const { devices, media, clock } = await setUp((m) => m.problems.set('camera', 'in-use'));
    const capture = devices.capture('camera');
    for (const _ of [1, 2, 3]) {
      await settled();
      expect(clock.pending).toBe(1);
      clock.advance(2_000);
    }
    await settled();
    capture.close();
    expect(clock.pending).toBe(0);
    media.problems.set('camera', 'refused');
    devices.capture('camera');
    await settled();
    expect(clock.pending).toBe(0);
  });
});

describe('what is done to the sound', () => {
  it('changes on an open microphone, which sends the old sound until the new is there', async () => {
    const { devices, media, settings } = await setUp();
    const capture = devices.capture('microphone');
    await settled();
    const before = capture.stream.value;
    expect(before).toMatchObject({ processing: { noiseSuppression: true } });
    const go = media.hold();
    await settings.write({ noiseSuppression: false });
    expect(capture.stream.value).toBe(before);
    go();
    await settled();
    expect(capture.stream.value).toMatchObject({
      deviceId: 'built-in',
      processing: { noiseSuppression: false, echoCancellation: true, autoGainControl: true },
    });
    expect(media.opened.size).toBe(1);
    capture.close();
  });

  it('leaves devices alone when something else is set, and cameras always', async () => {
    const { devices, settings } = await setUp();
    const [microphone, camera] = [devices.capture('microphone'), devices.capture('camera')];
    await settled();
    const before = [microphone.stream.value, camera.stream.value];
    await settings.write({ theme: 'dark' });
    await settled();
    expect([microphone.stream.value, camera.stream.value]).toEqual(before);
    await settings.write({ echoCancellation: false });
    await settled();
    expect(microphone.stream.value).not.toBe(before[0]);
    expect(camera.stream.value).toBe(before[1]);
    microphone.close();
    camera.close();
  });
});

describe('what keeps a device from opening', () => {
  it.each(['refused', 'in-use'] as const)('%s is said', async (problem) => {
    const { devices, media } = await setUp();
    media.problems.set('camera', problem);
    const preview = devices.previewCamera();
    await settled();
    expect(devices.snapshot.value.camera.problem).toBe(problem);
    expect(preview.picture.value).toBeNull();
    preview.close();
  });

  it('a device in use elsewhere is tried again when devices change', async () => {
    const { devices, media } = await setUp();
    media.problems.set('camera', 'in-use');
    const preview = devices.previewCamera();
    await settled();
    media.problems.clear();
    media.change();
    await settled();
    expect(preview.picture.value).not.toBeNull();
    expect(devices.snapshot.value.camera.problem).toBeNull();
    preview.close();
  });

  it('a refusal stays until the permission is given, and then the device opens', async () => {
    const { devices, media } = await setUp();
    media.problems.set('camera', 'refused');
    const preview = devices.previewCamera();
    await settled();
    media.change();
    await settled();
    expect(devices.snapshot.value.camera.problem).toBe('refused');
    media.problems.clear();
    media.permit('camera', 'open');
    await settled();
    expect(preview.picture.value).not.toBeNull();
    preview.close();
  });

  it('a refusal is known before anything is opened, where the host says so', async () => {
    const { devices, media } = await setUp();
    media.permit('microphone', 'refused');
    expect(devices.snapshot.value.microphone.problem).toBe('refused');
    expect(devices.snapshot.value.camera.problem).toBeNull();
  });

  it('no microphone turns into one as soon as it is plugged in', async () => {
    const { devices, media } = await setUp((m) => {
      m.devices.microphone = [];
    });
    const preview = devices.previewMicrophone();
    await settled();
    expect(devices.snapshot.value.microphone.problem).toBe('none');
    media.plugIn('microphone', headset);
    await settled();
    media.level.value = 0.5;
    expect(preview.level.value).toBe(0.5);
    preview.close();
  });
});

describe('levels and sounds', () => {
  it('a closed microphone preview measures nothing and holds nothing', async () => {
    const { devices, media } = await setUp();
    const preview = devices.previewMicrophone();
    await settled();
    media.level.value = 0.7;
    expect(preview.level.value).toBe(0.7);
    preview.close();
    expect(preview.level.value).toBe(0);
    expect(media.openMeters).toBe(0);
    expect(media.opened.size).toBe(0);
  });

  it('test sounds play on the device chosen for them', async () => {
    const { devices, sounds } = await setUp();
    await devices.choose('ring', 'headset');
    await devices.playTest('speaker');
    await devices.playTest('ring');
    expect(sounds.played).toEqual([
      { sound: 'test', speakerId: 'built-in' },
      { sound: 'ringtone', speakerId: 'headset' },
    ]);
  });

  it('a listener that unsubscribed hears nothing', async () => {
    const { devices, media } = await setUp();
    const heard = vi.fn();
    devices.onNotice(heard)();
    media.unplug('built-in');
    await settled();
    expect(heard).not.toHaveBeenCalled();
  });
});
