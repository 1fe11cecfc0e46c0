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
    gate.pass(async () => {
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
  const running = gate.pass(() => first.done);
  const waiting = gate.pass(async () => 'second');
  await expect(gate.pass(async () => 'third')).rejects.toMatchObject({ code: 'gate-full' });
  first.open();
  await running;
  expect(await waiting).toBe('second');
  expect(await gate.pass(async () => 'fourth')).toBe('fourth');
});

test('work that fails leaves its place', async () => {
  const gate = new Gate({ atOnce: 1, mayWait: 1 });
  await expect(gate.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await gate.pass(async () => 'next')).toBe('next');
});
