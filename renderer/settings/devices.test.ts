import { describe, expect, it } from 'vitest';
import { settled } from '../../testing/settled.ts';
import { outputOf } from './choices.ts';
import { builtIn, setUp, setUpUnread, usb } from './devices.fixture.ts';

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
