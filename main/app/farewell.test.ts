import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Farewell } from './farewell.ts';

let done: string[];
let isNeeded: boolean;
let farewell: Farewell;

/** Whether quitting goes on. */
function quits(): boolean {
  let goesOn = true;
  farewell.beforeQuit({
    preventDefault: () => {
      goesOn = false;
    },
  });
  return goesOn;
}

beforeEach(() => {
  vi.useFakeTimers();
  done = [];
  isNeeded = true;
  farewell = new Farewell({
    isNeeded: () => isNeeded,
    ask: () => done.push('ask'),
    quit: () => done.push(quits() ? 'quit' : 'still asking'),
  });
});
afterEach(() => vi.useRealTimers());

test('without a call the program ends at once', () => {
  isNeeded = false;
  expect(quits()).toBe(true);
  expect(done).toEqual([]);
});

test('with a call it ends when the page has hung up', () => {
  expect(quits()).toBe(false);
  expect(done).toEqual(['ask']);
  farewell.said();
  farewell.said();
  expect(done).toEqual(['ask', 'quit']);
});

test('a page that does not answer has one second', () => {
  expect(quits()).toBe(false);
  vi.advanceTimersByTime(999);
  expect(done).toEqual(['ask']);
  vi.advanceTimersByTime(1);
  expect(done).toEqual(['ask', 'quit']);
  vi.runAllTimers();
  expect(done).toHaveLength(2);
});

test('quitting twice asks once', () => {
  quits();
  expect(quits()).toBe(false);
  expect(done).toEqual(['ask']);
});

test('a page that leaves by itself is no answer to a question that was not asked', () => {
  farewell.said();
  expect(quits()).toBe(false);
  expect(done).toEqual(['ask']);
});
