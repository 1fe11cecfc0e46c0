import { describe, expect, it } from 'vitest';
import { type Line, type TuningFor, tuningOf } from './tuning.ts';

const all: TuningFor = { amount: 'all', width: 'full', screen: 'none' };
const less: TuningFor = { ...all, amount: 'less' };

describe('how a picture is sent', () => {
  it.each(['all', 'less'] as const)(
    'keeps the width of a face and of text, and the smoothness of a film: %s',
    (amount) => {
      const preference = (line: Line, hint: string) =>
        tuningOf(line, hint, { ...all, amount }).degradationPreference;
      expect(preference('camera', 'motion')).toBe('maintain-resolution');
      expect(preference('screen', 'detail')).toBe('maintain-resolution');
      expect(preference('screen', 'text')).toBe('maintain-resolution');
      expect(preference('screen', '')).toBe('maintain-resolution');
      expect(preference('screen', 'motion')).toBe('maintain-framerate');
    },
  );

  it('is smaller on a slow line, and no larger where data costs', () => {
    const small = tuningOf('camera', 'motion', { ...all, width: 'small' });
    expect(small).toMatchObject({
      maxFramerate: 30,
      scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
    });
    expect(tuningOf('camera', 'motion', { ...less, width: 'small' })).toBe(
      tuningOf('camera', 'motion', less),
    );
  });

  it('lets a face step back for a screen, wherever there was room to', () => {
    const beside = tuningOf('camera', 'motion', { ...all, screen: 'shared' });
    expect(beside.maxBitrate).toBeLessThan(500_000);
    expect(tuningOf('camera', 'motion', { ...all, width: 'small', screen: 'shared' })).toBe(beside);
    expect(tuningOf('camera', 'motion', { ...less, screen: 'shared' })).toBe(
      tuningOf('camera', 'motion', less),
    );
  });

  it('gives music more than speech', () => {
    const sound = (line: Line) => tuningOf(line, '', all).maxBitrate;
    expect(sound('screenAudio')).toBeGreaterThan(sound('audio'));
  });

  it('takes little where data costs', () => {
    expect(tuningOf('camera', 'motion', less)).toMatchObject({
      maxBitrate: 250_000,
      maxFramerate: 15,
      scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
    });
    expect(tuningOf('audio', 'speech', less)).toEqual({
      maxBitrate: 12_000,
    });
  });
});
