import { describe, expect, it, vi } from 'vitest';
import { settled } from '../../testing/settled.ts';
import { setUp } from './devices.fixture.ts';

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
