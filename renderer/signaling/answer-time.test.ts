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
  });

  it('follows the answers, by RFC 6298', () => {
    // SRTT = 300, RTTVAR = 150.
    expect(knowing(300).overdueMs).toBe(900);
    // RTTVAR = 150 + (|300 - 380| - 150) / 4 = 132.5, SRTT = 300 + 80 / 8 = 310.
    expect(knowing(300, 380).overdueMs).toBe(840);
  });

  it('stays between 0.6 and 1.5 s', () => {
    expect(knowing(5, 6, 5).overdueMs).toBe(600);
    expect(knowing(900).overdueMs).toBe(1_500);
  });

  it('is the longest again after one did not come: a server that became slow is not cut twice', () => {
    const time = knowing(5, 5);
    time.missed();
    expect(time.overdueMs).toBe(1_500);
  });
});
