import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constraintsFor, openProblemOf } from './capture.ts';
import { listDevices } from './lists.ts';
import { levelOf } from './meter.ts';
import { renderTone, tones } from './tones.ts';

const named = (name: string) => Object.assign(new Error('from the browser'), { name });

describe('why a device did not open', () => {
  it.each([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotReadableError', 'in-use'],
    ['AbortError', 'in-use'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
    ['TypeError', 'unsupported'],
  ])('%s is %s', (name, problem) => {
    expect(openProblemOf(named(name))).toBe(problem);
  });
});

describe('constraints', () => {
  const processing = { echoCancellation: true, noiseSuppression: false, autoGainControl: true };

  it('demand nothing but the device', () => {
    expect(constraintsFor('camera', 'usb', processing, 'demand')).toMatchObject({
      video: { deviceId: { exact: 'usb' }, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    expect(JSON.stringify(constraintsFor('microphone', null, processing, 'wish'))).not.toContain(
      'exact',
    );
  });

  it('ask for the sound as it was set', () => {
    expect(constraintsFor('microphone', 'usb', processing, 'demand')).toEqual({
      audio: {
        deviceId: { exact: 'usb' },
        echoCancellation: { exact: true },
        noiseSuppression: { exact: false },
        autoGainControl: { exact: true },
      },
    });
  });
});

describe('the list of devices', () => {
  const input = (deviceId: string, label: string, groupId: string) =>
    ({ kind: 'audioinput', deviceId, label, groupId }) as const;

  it('names the default by its twin and leaves stand-ins out', () => {
    const { microphone } = listDevices(
      [
        input('default', 'Default - Headset', 'h'),
        input('communications', 'Communications - Built-in', 'b'),
        input('1', 'Built-in', 'b'),
        input('2', 'Headset', 'h'),
      ],
      true,
    );
    expect(microphone.options.map(({ deviceId }) => deviceId)).toEqual(['1', '2']);
    expect(microphone.defaultId).toBe('2');
  });

  it('tells two of the same name apart by their group', () => {
    const { microphone } = listDevices(
      [input('default', 'Default - Mic', 'b'), input('1', 'Mic', 'a'), input('2', 'Mic', 'b')],
      true,
    );
    expect(microphone.defaultId).toBe('2');
  });

  it('keeps a default without a twin', () => {
    const { microphone } = listDevices(
      [input('default', 'Fake Default', 'x'), input('1', 'Fake 1', 'a')],
      true,
    );
    expect(microphone).toMatchObject({ defaultId: 'default', options: [{}, {}] });
  });

  it('has no speakers to choose from where the host cannot choose', () => {
    expect(listDevices([], false).speaker).toBeNull();
    expect(listDevices([], true).speaker).toEqual({ options: [], defaultId: null });
  });
});

describe('the level', () => {
  it('is 0 for silence and 1 at full scale', () => {
    expect(levelOf(new Float32Array(64))).toBe(0);
    expect(levelOf(new Float32Array(64).fill(1))).toBe(1);
    expect(levelOf(new Float32Array(0))).toBe(0);
  });

  it('rises with the loudness and stays within 0 to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (amplitude) => {
        const quiet = levelOf(new Float32Array(64).fill(amplitude / 2));
        const loud = levelOf(new Float32Array(64).fill(amplitude));
        expect(loud).toBeGreaterThan(quiet);
        expect(loud).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe.each(Object.entries(tones))('the %s', (_, tone) => {
  const samples = renderTone(tone, 8_000);

  it('lasts as long as it says, is heard, and does not clip', () => {
    expect(samples).toHaveLength(tone.length * 8_000);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(peak).toBeGreaterThan(0.1);
    expect(peak).toBeLessThan(1);
  });

  it('begins and ends in silence, so that it does not click when repeated', () => {
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.01);
  });
});
