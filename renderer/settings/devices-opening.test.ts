import { describe, expect, it } from 'vitest';
import { settled } from '../../testing/settled.ts';
import { headset, setUp, usb } from './devices.fixture.ts';

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
