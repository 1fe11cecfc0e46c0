import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { settled } from '../../testing/settled.ts';
import type { Clock } from '../clock.ts';
import { LivenessMonitor } from './liveness-monitor.ts';

/** Timers of a page in the background: none is sooner than a second (HTML, timer nesting aside). */
const throttled = (clock: VirtualClock): Clock => ({
  now: () => clock.now(),
  wall: () => clock.wall(),
  after: (delayMs, callback) => clock.after(Math.max(1_000, delayMs), callback),
});

/** A monitor that has started, and what it has reported so far. */
function listen(slow: 'slow' | 'on time') {
  const clock = new VirtualClock();
  const told: string[] = [];
  let comes = true;
  const monitor = new LivenessMonitor({
    clock: slow === 'slow' ? throttled(clock) : clock,
    hasMore: async () => comes,
    onInboundStalled: () => told.push('inboundStalled'),
    onSilent: () => told.push('silent'),
    onHeard: () => told.push('heard'),
  });
  monitor.start();
  return {
    told,
    monitor,
    async pass(ms: number, what: 'sound' | 'nothing') {
      comes = what === 'sound';
      for (let passed = 0; passed < ms; passed += 100) {
        clock.advance(100);
        await settled();
      }
    },
  };
}

describe('a steady flow of packets', () => {
  it('that stops is reported twice, and its return once', async () => {
    const { told, pass } = listen('on time');
    await pass(3_000, 'sound');
    await pass(300, 'nothing');
    expect(told).toEqual([]);
    await pass(200, 'nothing');
    expect(told).toEqual(['inboundStalled']);
    await pass(1_600, 'nothing');
    expect(told).toEqual(['inboundStalled', 'silent']);
    await pass(200, 'sound');
    expect(told).toEqual(['inboundStalled', 'silent', 'heard']);
  });

  it('has to last before its end is reported', async () => {
    const { told, pass } = listen('on time');
    await pass(1_000, 'sound');
    await pass(10_000, 'nothing');
    expect(told).toEqual([]);
  });

  it('is measured in time in a page in the background', async () => {
    const { told, pass } = listen('slow');
    await pass(6_000, 'sound');
    expect(told).toEqual([]);
    await pass(1_000, 'nothing');
    expect(told).toEqual(['inboundStalled']);
    await pass(1_000, 'nothing');
    expect(told).toEqual(['inboundStalled', 'silent']);
  });

  it('of such a page needs enough checks that found packets', async () => {
    const { told, pass } = listen('slow');
    await pass(3_000, 'sound');
    await pass(10_000, 'nothing');
    expect(told).toEqual([]);
  });
});
