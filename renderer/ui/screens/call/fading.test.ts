import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../../testing/clock.ts';
import { createFading, fadeAfterMs } from './fading.ts';

describe('createFading', () => {
  it('hides the controls after three seconds without movement', () => {
    const clock = new VirtualClock();
    const { visible } = createFading(clock);
    clock.advance(fadeAfterMs - 1);
    expect(visible.value).toBe(true);
    clock.advance(1);
    expect(visible.value).toBe(false);
  });

  it('counts from the last movement, and comes back with one', () => {
    const clock = new VirtualClock();
    const { visible, wake } = createFading(clock);
    clock.advance(2_000);
    wake();
    clock.advance(2_000);
    expect(visible.value).toBe(true);
    clock.advance(1_000);
    expect(visible.value).toBe(false);
    wake();
    expect(visible.value).toBe(true);
  });

  it('keeps the controls while anything holds them', () => {
    const clock = new VirtualClock();
    const fading = createFading(clock);
    fading.hold('keyboard', true);
    fading.hold('pinned', true);
    clock.advance(60_000);
    expect(fading.visible.value).toBe(true);
    fading.hold('pinned', false);
    clock.advance(60_000);
    expect(fading.visible.value).toBe(true);
    fading.hold('keyboard', false);
    expect(fading.visible.value).toBe(true);
    clock.advance(fadeAfterMs);
    expect(fading.visible.value).toBe(false);
  });

  it('leaves no timer behind', () => {
    const clock = new VirtualClock();
    const fading = createFading(clock);
    fading.close();
    expect(clock.pending).toBe(0);
  });
});
