import { beforeEach, describe, expect, it, vi } from 'vitest';
import { VirtualClock } from '../../../../testing/clock.ts';
import { createHoldToTalk, type HoldToTalk, holdsAfterMs } from './hold-to-talk.ts';

const set = vi.fn();
const tap = vi.fn();
let clock: VirtualClock;
let talk: HoldToTalk;

beforeEach(() => {
  vi.clearAllMocks();
  clock = new VirtualClock();
  talk = createHoldToTalk(clock, set);
});

describe('holding Space to talk', () => {
  it('opens the microphone while held and mutes it after', () => {
    expect(talk.press('page', 'muted', tap)).toBe(true);
    expect(talk.press('page', 'on', tap)).toBe(true);
    expect(talk.release()).toBe(true);
    expect(talk.release()).toBe(false);
    expect(set.mock.calls).toEqual([[true], [false]]);
    expect(tap).not.toHaveBeenCalled();
  });

  it('leaves an open or missing microphone alone', () => {
    expect(talk.press('page', 'on', tap)).toBe(false);
    talk.release();
    expect(talk.press('control', 'unavailable', tap)).toBe(false);
    talk.release();
    expect(set).not.toHaveBeenCalled();
  });

  it('leaves Space to whoever types', () => {
    expect(talk.press('text', 'muted', tap)).toBe(false);
    expect(set).not.toHaveBeenCalled();
  });

  it('talks also while a button has the keyboard, and does not press it', () => {
    expect(talk.press('control', 'muted', tap)).toBe(true);
    expect(set).not.toHaveBeenCalled();
    clock.advance(holdsAfterMs);
    expect(set.mock.calls).toEqual([[true]]);
    talk.release();
    expect(set.mock.calls).toEqual([[true], [false]]);
    expect(tap).not.toHaveBeenCalled();
  });

  it('presses the button that has the keyboard where Space is let go at once', () => {
    talk.press('control', 'muted', tap);
    talk.release();
    clock.advance(holdsAfterMs);
    expect(tap).toHaveBeenCalledOnce();
    expect(set).not.toHaveBeenCalled();
  });

  it('presses nothing where the window loses the keyboard meanwhile', () => {
    talk.press('control', 'muted', tap);
    talk.cancel();
    clock.advance(holdsAfterMs);
    expect(tap).not.toHaveBeenCalled();
    expect(set).not.toHaveBeenCalled();
  });
});
