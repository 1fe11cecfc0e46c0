import { expect, test } from 'vitest';
import { StorageError } from '../errors.ts';
import { busyPatienceMs, retryEveryMs, WriteQueue } from './write-queue.ts';

const busy = new StorageError('busy', 'database is locked');

/** Time that passes by sleeping only. */
function countedTime() {
  let at = 0;
  return {
    now: () => at,
    sleep: async (ms: number) => {
      at += ms;
    },
  };
}

test('a write that finds the lock held is tried again until its time is over', async () => {
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

test('writes behind one that gave up have used their time too', async () => {
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

test('another failure is told at once, and the next write goes on', async () => {
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
