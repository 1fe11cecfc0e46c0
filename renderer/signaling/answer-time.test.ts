import { describe, expect, it } from 'vitest';
import { AnswerTime } from './answer-time.ts';

function knowing(...answers: readonly number[]): AnswerTime {
  const time = new AnswerTime();
  for (const ms of answers) time.took(ms);
  return time;
}

describe('how long an answer may take', () => {
  it('is the longest where nothing is known', () => {
    expect(knowing().overdueMs).toBe(1_500);
    expect(knowing().usualMs).toBeNull();
  });

  it('follows the answers, by RFC 6298', () => {
    // SRTT = 400, RTTVAR = 200.
    expect(knowing(400).overdueMs).toBe(1_200);
    // RTTVAR = 200 + (|400 - 480| - 200) / 4 = 170, SRTT = 400 + 80 / 8 = 410.
    expect(knowing(400, 480).overdueMs).toBe(1_090);
    expect(knowing(400, 480).usualMs).toBe(410);
  });

  it('leaves room for a packet that is sent again, and is never over 1.5 s', () => {
    expect(knowing(5, 5, 5).overdueMs).toBe(605);
    expect(knowing(...Array(40).fill(800)).overdueMs).toBe(1_400);
    expect(knowing(900).overdueMs).toBe(1_500);
  });

  it('learns nothing of what took longer than anybody waits', () => {
    expect(knowing(5, 45_000).overdueMs).toBe(knowing(5).overdueMs);
  });

  it('is the longest again where what was known holds no more', () => {
    const time = knowing(5, 5);
    time.forget();
    expect(time.overdueMs).toBe(1_500);
  });
});
