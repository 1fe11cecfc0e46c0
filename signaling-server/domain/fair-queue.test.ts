import { expect, test } from 'vitest';
import { FairQueue } from './fair-queue.ts';

function deferred() {
  let open = (): void => {};
  const done = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, done };
}

test('runs no more tasks at once than allowed, and runs all of them in order', async () => {
  const queue = new FairQueue({ atOnce: 2, mayWait: 10 });
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = (n: number) =>
    queue.run('key', async () => {
      running++;
      most = Math.max(most, running);
      order.push(n);
      await Promise.resolve();
      running--;
    });
  await Promise.all([1, 2, 3, 4, 5].map(work));
  expect(most).toBe(2);
  expect(order).toEqual([1, 2, 3, 4, 5]);
});

test('rejects a task when the queue is full, and accepts tasks again afterwards', async () => {
  const queue = new FairQueue({ atOnce: 1, mayWait: 1 });
  const first = deferred();
  const running = queue.run('key', () => first.done);
  const waiting = queue.run('key', async () => 'second');
  await expect(queue.run('key', async () => 'third')).rejects.toMatchObject({ code: 'queue-full' });
  first.open();
  await running;
  expect(await waiting).toBe('second');
  expect(await queue.run('key', async () => 'fourth')).toBe('fourth');
});

test('a task that fails frees its place', async () => {
  const queue = new FairQueue({ atOnce: 1, mayWait: 1 });
  await expect(queue.run('key', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await queue.run('key', async () => 'next')).toBe('next');
});

test('keys take turns, even when one key has many waiting tasks', async () => {
  const queue = new FairQueue({ atOnce: 1, mayWait: 10 });
  const order: string[] = [];
  const work = (key: string) => queue.run(key, async () => void order.push(key));
  await Promise.all([...['a', 'a', 'a', 'a', 'a'].map(work), work('b'), work('c')]);
  expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'a', 'a']);
});

test('when too many tasks wait, the key with the most tasks loses its newest one', async () => {
  const queue = new FairQueue({ atOnce: 1, mayWait: 3 });
  const first = deferred();
  const running = queue.run('a', () => first.done);
  const many = [1, 2, 3].map((n) => queue.run('a', async () => n));
  const settled = Promise.allSettled(many);
  const other = queue.run('b', async () => 'other');
  first.open();
  await running;
  expect(await other).toBe('other');
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
  ]);
});
