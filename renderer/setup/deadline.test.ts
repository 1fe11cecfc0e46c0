import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger as log } from '../log.ts';
import { Scope } from '../scope.ts';
import { withDeadline } from './deadline.ts';

let clock: VirtualClock;
let scope: Scope;
let released: number;
beforeEach(() => {
  clock = new VirtualClock();
  scope = new Scope();
  released = 0;
});

/** Work that holds something, with an end that the test gives it. */
function begin() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const result = withDeadline(
    { clock, log, scope, ms: 1_000 },
    (own) => {
      own.own(() => {
        released += 1;
      });
      return promise;
    },
    () => 'late',
  );
  const outcome = () => Promise.race([result, settled().then(() => 'nothing yet')]);
  return { resolve, reject, outcome };
}

describe('work with a deadline', () => {
  it('gives what it gives, and is released with it', async () => {
    const { resolve, outcome } = begin();
    resolve('done');
    expect(await outcome()).toBe('done');
    expect(released).toBe(1);
    expect(clock.pending).toBe(0);
    expect(scope.size).toBe(0);
  });

  it('is late after its time, and released then', async () => {
    const { resolve, outcome } = begin();
    clock.advance(999);
    expect(await outcome()).toBe('nothing yet');
    clock.advance(1);
    expect(await outcome()).toBe('late');
    expect(released).toBe(1);
    resolve('too late');
    expect(await outcome()).toBe('late');
  });

  it('counts as late where it breaks', async () => {
    const { reject, outcome } = begin();
    reject(new Error('broken'));
    expect(await outcome()).toBe('late');
    expect(released).toBe(1);
  });

  it('gives nothing once its owner has ended, and does not begin after that', async () => {
    const { resolve, outcome } = begin();
    scope.end();
    expect(released).toBe(1);
    resolve('done');
    expect(await outcome()).toBe('nothing yet');
    expect(await begin().outcome()).toBe('nothing yet');
    expect(released).toBe(1);
  });
});
