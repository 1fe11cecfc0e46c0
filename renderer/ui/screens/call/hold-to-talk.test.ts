import { describe, expect, it, vi } from 'vitest';
import { createHoldToTalk } from './hold-to-talk.ts';

describe('holding Space to talk', () => {
  it('opens the microphone while held and mutes it after', () => {
    const set = vi.fn();
    const talk = createHoldToTalk(set);
    expect(talk.press('page', 'muted')).toBe(true);
    expect(talk.press('page', 'on')).toBe(true);
    talk.release();
    talk.release();
    expect(set.mock.calls).toEqual([[true], [false]]);
  });

  it('leaves an open or missing microphone alone', () => {
    const set = vi.fn();
    const talk = createHoldToTalk(set);
    expect(talk.press('page', 'on')).toBe(false);
    talk.release();
    expect(talk.press('page', 'unavailable')).toBe(false);
    talk.release();
    expect(set).not.toHaveBeenCalled();
  });

  it('leaves Space to whoever types or presses a button', () => {
    const set = vi.fn();
    const talk = createHoldToTalk(set);
    expect(talk.press('text', 'muted')).toBe(false);
    expect(talk.press('control', 'muted')).toBe(false);
    expect(set).not.toHaveBeenCalled();
  });
});
