import { expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import { busyPatienceMs, retryEveryMs, WriteQueue } from './write-queue.ts';

const busy = new StorageError('busy', 'database is locked');

/** A clock that advances only by sleeping. */
function countedTime() {
  let at = 0;
  return {
    now: () => at,
    sleep: async (ms: number) => {
      at += ms;
    },
  };
}

test('a write is tried again while the lock is held, until its timeout', async () => {
  const time = countedTime();
  const queue = new WriteQueue(time);
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw busy;
  };
  await expect(queue.run('write', work)).rejects.toBe(busy);
  expect(time.now()).toBe(busyPatienceMs);
  expect(tries).toBe(busyPatienceMs / retryEveryMs + 1);
});

test('the timeout of a waiting write includes its time in the queue', async () => {
  const time = countedTime();
  const queue = new WriteQueue(time);
  const work = async () => {
    throw busy;
  };
  const writes = [queue.run('write', work), queue.run('write', work)];
  expect((await Promise.allSettled(writes)).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
  ]);
  expect(time.now()).toBe(busyPatienceMs);
});

test('another error is returned at once, and the next write runs', async () => {
  const time = countedTime();
  const queue = new WriteQueue(time);
  const full = new StorageError('disk-full', 'no room');
  const failing = queue.run('write', () => Promise.reject(full));
  const next = queue.run('write', async () => 'done');
  await expect(failing).rejects.toBe(full);
  expect(await next).toBe('done');
  expect(time.now()).toBe(0);
});

test('idle() resolves after the last write', async () => {
  const queue = new WriteQueue(countedTime());
  const order: string[] = [];
  void queue.run('write', async () => void order.push('first'));
  void queue.run('write', async () => void order.push('second'));
  await queue.idle();
  expect(order).toEqual(['first', 'second']);
});
