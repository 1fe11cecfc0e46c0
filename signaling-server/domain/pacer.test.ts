import { expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { Pacer } from './pacer.ts';

function paced() {
  const clock = new VirtualClock();
  const done: string[] = [];
  const pacer = new Pacer(clock, { atOnce: 2, everyMs: 100 });
  return { clock, done, pacer, work: (name: string) => () => void done.push(name) };
}

test('rare work runs at once', () => {
  const { clock, done, pacer, work } = paced();
  for (const name of ['a', 'b', 'c']) {
    pacer.run('key', work(name));
    clock.advance(100);
  }
  expect(done).toEqual(['a', 'b', 'c']);
});

test('of work that comes too soon, only the last runs, when the pace allows it', () => {
  const { clock, done, pacer, work } = paced();
  for (const name of ['a', 'b', 'c', 'd', 'e']) pacer.run('key', work(name));
  expect(done).toEqual(['a', 'b']);
  clock.advance(99);
  expect(done).toEqual(['a', 'b']);
  clock.advance(1);
  expect(done).toEqual(['a', 'b', 'e']);
});

test('keys do not delay each other, and closing cancels waiting work', () => {
  const { clock, done, pacer, work } = paced();
  for (const name of ['a', 'b', 'c']) pacer.run('one', work(name));
  pacer.run('two', work('other'));
  pacer.close();
  clock.advance(1_000);
  expect(done).toEqual(['a', 'b', 'other']);
});
