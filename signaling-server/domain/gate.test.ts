import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

function deferred() {
  let open = (): void => {};
  const done = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, done };
}

test('never runs more than allowed, and runs all in their order', async () => {
  const gate = new Gate({ atOnce: 2, mayWait: 10 });
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = (n: number) =>
    gate.pass('key', async () => {
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

test('turns away what exceeds the queue, and takes work again afterwards', async () => {
  const gate = new Gate({ atOnce: 1, mayWait: 1 });
  const first = deferred();
  const running = gate.pass('key', () => first.done);
  const waiting = gate.pass('key', async () => 'second');
  await expect(gate.pass('key', async () => 'third')).rejects.toMatchObject({ code: 'gate-full' });
  first.open();
  await running;
  expect(await waiting).toBe('second');
  expect(await gate.pass('key', async () => 'fourth')).toBe('fourth');
});

test('work that fails leaves its place', async () => {
  const gate = new Gate({ atOnce: 1, mayWait: 1 });
  await expect(gate.pass('key', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await gate.pass('key', async () => 'next')).toBe('next');
});

test('keys take turns, however many of one of them wait', async () => {
  const gate = new Gate({ atOnce: 1, mayWait: 10 });
  const order: string[] = [];
  const work = (key: string) => gate.pass(key, async () => void order.push(key));
  await Promise.all([...['a', 'a', 'a', 'a', 'a'].map(work), work('b'), work('c')]);
  expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'a', 'a']);
});

test('where too many wait, the key with the most of them gives way to another', async () => {
  const gate = new Gate({ atOnce: 1, mayWait: 3 });
  const first = deferred();
  const running = gate.pass('a', () => first.done);
  const many = [1, 2, 3].map((n) => gate.pass('a', async () => n));
  const settled = Promise.allSettled(many);
  const other = gate.pass('b', async () => 'other');
  first.open();
  await running;
  expect(await other).toBe('other');
  expect((await settled).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
  ]);
});
