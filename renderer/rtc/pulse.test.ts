import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { settled } from '../../testing/settled.ts';
import type { Clock } from '../clock.ts';
import { Pulse } from './pulse.ts';

/** Timers of a page in the background: none is sooner than a second (HTML, timer nesting aside). */
const throttled = (clock: VirtualClock): Clock => ({
  now: () => clock.now(),
  wall: () => clock.wall(),
  after: (delayMs, callback) => clock.after(Math.max(1_000, delayMs), callback),
});

/** A pulse that has begun, and what was told so far; each look of `seconds` finds what is said. */
function listen(slow: 'slow' | 'on time') {
  const clock = new VirtualClock();
  const told: string[] = [];
  let comes = true;
  const pulse = new Pulse({
    clock: slow === 'slow' ? throttled(clock) : clock,
    hasMore: async () => comes,
    onHushed: () => told.push('hushed'),
    onSilent: () => told.push('silent'),
    onHeard: () => told.push('heard'),
  });
  pulse.start();
  return {
    told,
    pulse,
    async pass(ms: number, what: 'sound' | 'nothing') {
      comes = what === 'sound';
      for (let passed = 0; passed < ms; passed += 100) {
        clock.advance(100);
        await settled();
      }
    },
  };
}

describe('a pulse', () => {
  it('that stops is told twice, and its return once', async () => {
    const { told, pass } = listen('on time');
    await pass(3_000, 'sound');
    await pass(300, 'nothing');
    expect(told).toEqual([]);
    await pass(200, 'nothing');
    expect(told).toEqual(['hushed']);
    await pass(1_600, 'nothing');
    expect(told).toEqual(['hushed', 'silent']);
    await pass(200, 'sound');
    expect(told).toEqual(['hushed', 'silent', 'heard']);
  });

  it('that has hardly begun is no pulse yet', async () => {
    const { told, pass } = listen('on time');
    await pass(1_000, 'sound');
    await pass(10_000, 'nothing');
    expect(told).toEqual([]);
  });

  it('of a page in the background is counted in time and not in looks', async () => {
    const { told, pass } = listen('slow');
    await pass(6_000, 'sound');
    expect(told).toEqual([]);
    await pass(1_000, 'nothing');
    expect(told).toEqual(['hushed']);
    await pass(1_000, 'nothing');
    expect(told).toEqual(['hushed', 'silent']);
  });

  it('of such a page is none where few looks found something', async () => {
    const { told, pass } = listen('slow');
    await pass(3_000, 'sound');
    await pass(10_000, 'nothing');
    expect(told).toEqual([]);
  });
});
