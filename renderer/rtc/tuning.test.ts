import { describe, expect, it } from 'vitest';
import { tuningOf } from './tuning.ts';

describe('how a picture is sent', () => {
  it('keeps the width of a face and of text, and the smoothness of a film', () => {
    const preference = (line: 'camera' | 'screen', hint: string) =>
      tuningOf(line, hint).degradationPreference;
    expect(preference('camera', 'motion')).toBe('maintain-resolution');
    expect(preference('screen', 'detail')).toBe('maintain-resolution');
    expect(preference('screen', 'text')).toBe('maintain-resolution');
    expect(preference('screen', '')).toBe('maintain-resolution');
    expect(preference('screen', 'motion')).toBe('maintain-framerate');
  });
});
