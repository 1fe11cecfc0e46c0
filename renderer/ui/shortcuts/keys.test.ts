import { describe, expect, it } from 'vitest';
import { ariaKeys, type KeyPress, keyboardOf, shortcutOf, shortcuts, writeKeys } from './keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('shortcutOf', () => {
  it('reads Ctrl on most keyboards and Cmd on a Mac', () => {
    expect(shortcutOf(press('d', { ctrlKey: true }), 'other')).toBe('microphone');
    expect(shortcutOf(press('d', { metaKey: true }), 'mac')).toBe('microphone');
    expect(shortcutOf(press('d', { metaKey: true }), 'other')).toBeNull();
    expect(shortcutOf(press('d', { ctrlKey: true }), 'mac')).toBeNull();
  });

  it('tells Shift apart, in either case of the letter', () => {
    expect(shortcutOf(press('H', { ctrlKey: true, shiftKey: true }), 'other')).toBe('hangUp');
    expect(shortcutOf(press('h', { ctrlKey: true }), 'other')).toBeNull();
  });

  it.each([
    ['Cyrillic', 'в', 'KeyD', 'microphone'],
    ['Greek', 'δ', 'KeyD', 'microphone'],
    ['Hebrew', 'ג', 'KeyD', 'microphone'],
    ['Arabic', 'ي', 'KeyD', 'microphone'],
    ['Cyrillic', 'б', 'Comma', 'settings'],
  ] as const)('takes the place of the key on a %s keyboard', (_script, key, code, name) => {
    expect(shortcutOf(press(key, { code, ctrlKey: true }), 'other')).toBe(name);
  });

  it('takes the letter where Latin letters lie elsewhere', () => {
    const dvorak = press('e', { code: 'KeyD', ctrlKey: true });
    expect(shortcutOf(dvorak, 'other')).toBe('camera');
  });

  it('knows a key by its name', () => {
    expect(shortcutOf(press('Enter', { ctrlKey: true }), 'other')).toBe('accept');
    expect(shortcutOf(press('Enter'), 'other')).toBeNull();
    expect(writeKeys(shortcuts.accept, 'other', 'Space')).toBe('Ctrl+Enter');
    expect(ariaKeys(shortcuts.accept, 'mac')).toBe('Meta+Enter');
  });

  it('leaves other combinations to the system', () => {
    expect(shortcutOf(press('d', { ctrlKey: true, altKey: true }), 'other')).toBeNull();
    expect(shortcutOf(press('d'), 'other')).toBeNull();
    expect(shortcutOf(press(' '), 'other')).toBeNull();
  });
});

describe('writing keys', () => {
  it('writes them as they stand on the keyboard', () => {
    expect(writeKeys(shortcuts.hangUp, 'other', 'Space')).toBe('Ctrl+Shift+H');
    expect(writeKeys(shortcuts.hangUp, 'mac', 'Space')).toBe('⇧⌘H');
    expect(writeKeys(shortcuts.talk, 'other', 'Spasi')).toBe('Spasi');
  });

  it('writes them for aria-keyshortcuts', () => {
    expect(ariaKeys(shortcuts.hangUp, 'other')).toBe('Control+Shift+H');
    expect(ariaKeys(shortcuts.settings, 'mac')).toBe('Meta+,');
    expect(ariaKeys(shortcuts.talk, 'mac')).toBe('Space');
  });
});

describe('keyboardOf', () => {
  it('asks the browser only where the host is one', () => {
    expect(keyboardOf('linux', 'MacIntel')).toBe('other');
    expect(keyboardOf('web', 'MacIntel')).toBe('mac');
    expect(keyboardOf('web', 'Linux x86_64')).toBe('other');
  });
});
