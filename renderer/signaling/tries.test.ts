import { describe, expect, it } from 'vitest';
import { Tries } from './tries.ts';

describe('tries to connect', () => {
  it('wait longer each time, until there is reason to hope', () => {
    const tries = new Tries(() => 1);
    expect([1, 2, 3].map(() => tries.takeWaitMs())).toEqual([600, 1_200, 2_400]);
    tries.beginAnew();
    expect(tries.takeWaitMs()).toBe(600);
    expect(tries.withinMs).toBe(8_000);
    expect(tries.failed()).toBe('in-turn');
  });

  it('that hurry are made at once, given up soon, and made once', () => {
    const tries = new Tries(() => 0.5);
    tries.hurry(null);
    expect([tries.takeWaitMs(), tries.withinMs]).toEqual([100, 2_000]);
    expect(tries.failed()).toBe('early');
    expect([tries.takeWaitMs(), tries.withinMs]).toEqual([450, 8_000]);
    tries.hurry(5);
    tries.succeeded();
    expect(tries.withinMs).toBe(8_000);
  });

  it('that hurry on a long way have the time that it takes', () => {
    const tries = new Tries(() => 0.5);
    tries.hurry(800);
    expect(tries.withinMs).toBe(4_800);
  });
});
