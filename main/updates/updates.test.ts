import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../log/log.ts';
import { Updates } from './updates.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let done: string[];
let newer: string | null;
let inCall: boolean;
let answer: 'now' | 'later';
let updates: Updates;

beforeEach(() => {
  vi.useFakeTimers();
  done = [];
  newer = null;
  inCall = false;
  answer = 'later';
  updates = new Updates(
    {
      feed: {
        async fetchNewer() {
          done.push('fetch');
          return newer === null ? null : { version: newer };
        },
        install: () => done.push('install'),
      },
      isInCall: () => inCall,
      askToRestart: async (version) => {
        done.push(`ask ${version}`);
        return answer;
      },
    },
    createLogger(() => undefined),
  );
  updates.start();
});
afterEach(() => {
  updates.stop();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('a new version is looked for after the start and every six hours', async () => {
  await pass(minuteMs - 1);
  expect(done).toEqual([]);
  await pass(1);
  expect(done).toEqual(['fetch']);
  await pass(6 * hourMs);
  expect(done).toEqual(['fetch', 'fetch']);
});

test('the person is asked before the program restarts, and may say later', async () => {
  newer = '2.0.0';
  await pass(minuteMs);
  expect(done).toEqual(['fetch', 'ask 2.0.0']);
  // It is installed when the program ends; nobody is asked again.
  await pass(24 * hourMs);
  expect(done).toHaveLength(2);
});

test('the person who says now gets the new version now', async () => {
  newer = '2.0.0';
  answer = 'now';
  await pass(minuteMs);
  expect(done).toEqual(['fetch', 'ask 2.0.0', 'install']);
});

describe('during a call', () => {
  test('nothing is fetched', async () => {
    inCall = true;
    await pass(3 * hourMs);
    expect(done).toEqual([]);
    inCall = false;
    await pass(minuteMs);
    expect(done).toEqual(['fetch']);
  });

  test('nobody is asked and nothing restarts', async () => {
    newer = '2.0.0';
    answer = 'now';
    updates.stop();
    const asking = Promise.withResolvers<'now'>();
    const late = new Updates(
      {
        feed: {
          fetchNewer: async () => ({ version: '2.0.0' }),
          install: () => done.push('install'),
        },
        isInCall: () => inCall,
        askToRestart: () => {
          done.push('ask');
          return asking.promise;
        },
      },
      createLogger(() => undefined),
    );
    late.start();
    await pass(minuteMs);
    expect(done).toEqual(['ask']);
    inCall = true;
    asking.resolve('now');
    await pass(0);
    expect(done).toEqual(['ask']);
    await pass(hourMs);
    expect(done).toEqual(['ask']);
    inCall = false;
    await pass(minuteMs);
    expect(done).toEqual(['ask', 'ask', 'install']);
    late.stop();
  });
});

test('a feed that fails is asked again later', async () => {
  updates.stop();
  const fetchNewer = vi.fn(() => Promise.reject(new Error('no line')));
  const failing = new Updates(
    {
      feed: { fetchNewer, install: () => undefined },
      isInCall: () => false,
      askToRestart: async () => 'later',
    },
    createLogger(() => undefined),
  );
  failing.start();
  await pass(minuteMs + 6 * hourMs);
  expect(fetchNewer).toHaveBeenCalledTimes(2);
  failing.stop();
});
