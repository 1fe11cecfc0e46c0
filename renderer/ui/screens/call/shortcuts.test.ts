import { describe, expect, it, vi } from 'vitest';
import { createHoldToTalk, type KeyPress, shortcutOf } from './shortcuts.ts';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  repeat: false,
  ...change,
});

describe('shortcutOf', () => {
  it('knows the shortcuts of a call, by Ctrl and by Cmd', () => {
    expect(shortcutOf(press('d', { ctrlKey: true }), 'page')).toBe('microphone');
    expect(shortcutOf(press('e', { metaKey: true }), 'text')).toBe('camera');
    expect(shortcutOf(press('H', { ctrlKey: true, shiftKey: true }), 'page')).toBe('hang-up');
  });

  it('does not hang up on Ctrl+H, nor on bare letters', () => {
    expect(shortcutOf(press('h', { ctrlKey: true }), 'page')).toBeNull();
    expect(shortcutOf(press('d'), 'page')).toBeNull();
    expect(shortcutOf(press('d', { ctrlKey: true, altKey: true }), 'page')).toBeNull();
  });

  it('does not flicker while the keys are held', () => {
    expect(shortcutOf(press('d', { ctrlKey: true, repeat: true }), 'page')).toBeNull();
  });

  it('leaves Space to whoever types or presses a button', () => {
    expect(shortcutOf(press(' '), 'page')).toBe('talk');
    expect(shortcutOf(press(' '), 'text')).toBeNull();
    expect(shortcutOf(press(' '), 'control')).toBeNull();
  });
});

describe('holding to talk', () => {
  it('opens the microphone while held and mutes it after', () => {
    const set = vi.fn();
    const talk = createHoldToTalk(set);
    talk.press('muted');
    talk.press('on');
    talk.release();
    talk.release();
    expect(set.mock.calls).toEqual([[true], [false]]);
  });

  it('leaves an open or missing microphone alone', () => {
    const set = vi.fn();
    const talk = createHoldToTalk(set);
    talk.press('on');
    talk.release();
    talk.press('unavailable');
    talk.release();
    expect(set).not.toHaveBeenCalled();
  });
});
