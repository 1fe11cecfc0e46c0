import { expect, it, vi } from 'vitest';
import { Stopwatches, type Verdict } from './stopwatches.ts';

const tell = vi.fn();

function passing(verdicts: readonly (Verdict | 'unseen')[]): Stopwatches {
  tell.mockClear();
  const watches = new Stopwatches(1_000, tell);
  for (const verdict of verdicts) {
    if (verdict !== 'unseen') watches.see('a call', verdict, 'differs');
    watches.pass(400);
  }
  return watches;
}

it('tells once of what is wrong for longer than its bound', () => {
  passing(['wrong', 'wrong', 'wrong', 'wrong']);
  expect(tell.mock.calls).toEqual([['a call', 1_200, 'differs']]);
});

it('goes on counting after a time in which nothing could be compared', () => {
  expect(passing(['wrong', 'wrong', 'unknown', 'unknown', 'wrong']).longestMs).toBe(1_200);
  expect(tell).toHaveBeenCalledOnce();
});

it.each(['right', 'unseen'] as const)('begins anew after a subject was %s', (verdict) => {
  expect(passing(['wrong', 'wrong', verdict, 'wrong', 'wrong']).longestMs).toBe(800);
  expect(tell).not.toHaveBeenCalled();
});
