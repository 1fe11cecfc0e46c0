import { describe, expect, it } from 'vitest';
import { type PictureLine, tuningOf } from './tuning.ts';

describe('how a picture is sent', () => {
  it.each(['all', 'less'] as const)(
    'keeps the width of a face and of text, and the smoothness of a film: %s',
    (amount) => {
      const preference = (line: PictureLine, hint: string) =>
        tuningOf(line, hint, { amount, width: 'full' }).degradationPreference;
      expect(preference('camera', 'motion')).toBe('maintain-resolution');
      expect(preference('screen', 'detail')).toBe('maintain-resolution');
      expect(preference('screen', 'text')).toBe('maintain-resolution');
      expect(preference('screen', '')).toBe('maintain-resolution');
      expect(preference('screen', 'motion')).toBe('maintain-framerate');
    },
  );

  it('is smaller on a slow line, and no larger where data costs', () => {
    const small = tuningOf('camera', 'motion', { amount: 'all', width: 'small' });
    expect(small).toMatchObject({
      maxFramerate: 30,
      scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
    });
    expect(tuningOf('camera', 'motion', { amount: 'less', width: 'small' })).toBe(
      tuningOf('camera', 'motion', { amount: 'less', width: 'full' }),
    );
  });

  it('takes little where data costs', () => {
    expect(tuningOf('camera', 'motion', { amount: 'less', width: 'full' })).toMatchObject({
      maxBitrate: 250_000,
      maxFramerate: 15,
      scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
    });
    expect(tuningOf('audio', 'speech', { amount: 'less', width: 'full' })).toEqual({
      maxBitrate: 12_000,
    });
  });
});
