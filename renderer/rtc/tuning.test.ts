import { describe, expect, it } from 'vitest';
import { type PictureLine, tuningOf } from './tuning.ts';

describe('how a picture is sent', () => {
  it.each(['all', 'less'] as const)(
    'keeps the width of a face and of text, and the smoothness of a film: %s',
    (amount) => {
      const preference = (line: PictureLine, hint: string) =>
        tuningOf(line, hint, amount).degradationPreference;
      expect(preference('camera', 'motion')).toBe('maintain-resolution');
      expect(preference('screen', 'detail')).toBe('maintain-resolution');
      expect(preference('screen', 'text')).toBe('maintain-resolution');
      expect(preference('screen', '')).toBe('maintain-resolution');
      expect(preference('screen', 'motion')).toBe('maintain-framerate');
    },
  );

  it('takes little where data costs', () => {
    expect(tuningOf('camera', 'motion', 'less')).toMatchObject({
      maxBitrate: 250_000,
      maxFramerate: 15,
      scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
    });
    expect(tuningOf('audio', 'speech', 'less')).toEqual({ maxBitrate: 12_000 });
  });
});
