import { describe, expect, it } from 'vitest';
import { devicesWithFallback, workingDevices } from '../../../testing/devices.ts';
import { en } from '../i18n/en/index.ts';
import { createI18n } from '../i18n/i18n.ts';
import { chosenDevice, devicePicker } from './device-options.ts';

const i18n = createI18n('en', en);
const labels = (picker: ReturnType<typeof devicePicker>) => picker.options.map((o) => o.label);

describe('the device picker', () => {
  it('names the device behind the default', () => {
    const picker = devicePicker(i18n, 'camera', workingDevices.camera);
    expect(picker.value).toBe('');
    expect(labels(picker)).toEqual([
      'System default (Built-in camera)',
      'Built-in camera',
      'Desk camera',
    ]);
    expect(picker.hint).toBeNull();
  });

  it('numbers devices whose names are not known yet', () => {
    const options = ['a', 'b'].map((deviceId) => ({ deviceId, groupId: '', label: '' }));
    const picker = devicePicker(i18n, 'microphone', {
      ...workingDevices.microphone,
      options,
      active: options[0] ?? null,
    });
    expect(labels(picker)).toEqual(['System default', 'Microphone 1', 'Microphone 2']);
  });

  it('shows the chosen one, also where its ID has changed', () => {
    const active = workingDevices.camera.options[1] ?? null;
    const picker = devicePicker(i18n, 'camera', {
      ...workingDevices.camera,
      chosen: { deviceId: 'old', groupId: 'group-desk', label: 'Desk camera' },
      active,
    });
    expect(picker.value).toBe('desk');
  });

  it('shows the chosen one while nothing is listed yet', () => {
    const chosen = { deviceId: 'desk', groupId: 'group-desk', label: 'Desk camera' };
    const unread = { ...workingDevices.camera, options: [], active: null, chosen };
    const picker = devicePicker(i18n, 'camera', unread);
    const shown = picker.options.find(({ value }) => value === picker.value);
    expect(shown?.label).toBe('Desk camera');
  });

  it('keeps a chosen device that is not plugged in, and says what stands in', () => {
    const picker = devicePicker(i18n, 'speaker', devicesWithFallback('speaker').speaker);
    expect(labels(picker)).toContain('Conference set (not plugged in)');
    expect(picker.options.some(({ value }) => value === picker.value)).toBe(true);
    expect(picker.hint).toBe(
      'Conference set is not plugged in. Using Built-in speakers until it is back.',
    );
    // Choosing it again changes nothing.
    expect(chosenDevice(picker.value)).toBeUndefined();
  });

  it('says so where nothing stands in', () => {
    const choice = { ...devicesWithFallback('camera').camera, options: [], active: null };
    expect(devicePicker(i18n, 'camera', choice).hint).toBe('Conference set is not plugged in.');
  });

  it('gives back the default as null', () => {
    expect(chosenDevice('')).toBeNull();
    expect(chosenDevice('desk')).toBe('desk');
  });
});
