import { describe, expect, it } from 'vitest';
import { answerOf, longestAnswer } from './decline-message.tsx';
import { progressOf } from './progress.ts';

describe('progressOf', () => {
  it('counts devices only where there are several', () => {
    expect(progressOf({ progress: 'calling', ringingDevices: 0 })).toEqual({ kind: 'calling' });
    expect(progressOf({ progress: 'ringing', ringingDevices: 0 })).toEqual({ kind: 'ringing' });
    expect(progressOf({ progress: 'ringing', ringingDevices: 1 })).toEqual({ kind: 'ringing' });
    expect(progressOf({ progress: 'ringing', ringingDevices: 2 })).toEqual({
      kind: 'devices',
      count: 2,
    });
  });
});

describe('answerOf', () => {
  it('sends what was written, and nothing where nothing was', () => {
    expect(answerOf('  later  ')).toBe('later');
    expect(answerOf('   ')).toBeUndefined();
    expect(answerOf('x'.repeat(longestAnswer + 50))).toHaveLength(longestAnswer);
  });
});
