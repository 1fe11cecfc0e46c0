import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../../testing/clock.ts';
import { createSpeakingDetector } from './speaking.ts';

const frameMs = 50;

function listen(levels: readonly number[], clock = new VirtualClock()) {
  const detect = createSpeakingDetector(clock);
  let hints = 0;
  for (const level of levels) {
    if (detect(level)) hints++;
    clock.advance(frameMs);
  }
  return hints;
}

const during = (ms: number, level: number) => Array<number>(ms / frameMs).fill(level);

describe('createSpeakingDetector', () => {
  it('notices a sentence, pauses between words included', () => {
    const word = [...during(200, 0.4), ...during(150, 0)];
    expect(listen([...word, ...word, ...word])).toBe(1);
  });

  it('does not mind a cough, a quiet room, or coughs far apart', () => {
    expect(listen(during(5_000, 0.03))).toBe(0);
    const cough = [...during(250, 0.8), ...during(2_000, 0)];
    expect(listen([...cough, ...cough, ...cough])).toBe(0);
  });

  it('says it once, and again only after a while', () => {
    expect(listen(during(15_000, 0.5))).toBe(1);
    expect(listen(during(25_000, 0.5))).toBe(2);
  });
});
