import { assertNever } from '@tatap/protocol/signaling';
import type { HostInfo } from '../model.ts';

/** A key with what is held down beside it. `command` is Cmd on macOS and Ctrl elsewhere. */
export interface KeyCombination {
  readonly key: string;
  readonly command: boolean;
  readonly shift: boolean;
}

/** Every shortcut of the app, in the order in which settings list them. */
export const shortcuts = {
  dial: { key: 'k', command: true, shift: false },
  settings: { key: ',', command: true, shift: false },
  accept: { key: 'Enter', command: true, shift: false },
  microphone: { key: 'd', command: true, shift: false },
  camera: { key: 'e', command: true, shift: false },
  talk: { key: ' ', command: false, shift: false },
  share: { key: 's', command: true, shift: true },
  statistics: { key: 'i', command: true, shift: false },
  hangUp: { key: 'h', command: true, shift: true },
} as const satisfies Record<string, KeyCombination>;

export type ShortcutName = keyof typeof shortcuts;
export const shortcutNames = Object.keys(shortcuts) as readonly ShortcutName[];

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  /** The place of the key on the keyboard, named after the letter there on an English one. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export type Keyboard = 'mac' | 'other';

/** The key that a place has on an English keyboard. */
const englishKeys: Readonly<Record<string, string>> = { Comma: ',' };

/**
 * The key that a press means: the one written on it or, on a keyboard of another script (Cyrillic,
 * Greek, Hebrew, Arabic …), the English one in its place. Where Latin letters lie elsewhere, as on
 * AZERTY or Dvorak, the letter counts and not the place.
 */
function latinKey({ key, code }: KeyPress): string {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase();
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? englishKeys[code] ?? key;
}

/** Which shortcut a press is, if any. `talk` never is: it is held, not pressed, and the call screen minds it. */
export function shortcutOf(press: KeyPress, keyboard: Keyboard): ShortcutName | null {
  if (press.altKey) return null;
  const command = keyboard === 'mac' ? press.metaKey : press.ctrlKey;
  const foreign = keyboard === 'mac' ? press.ctrlKey : press.metaKey;
  if (foreign || !command) return null;
  const key = latinKey(press);
  return (
    shortcutNames.find((name) => {
      const wanted = shortcuts[name];
      return wanted.command && wanted.key === key && wanted.shift === press.shiftKey;
    }) ?? null
  );
}

/** The keyboard of a host; in a browser by the system it says it runs on. */
export function keyboardOf(platform: HostInfo['platform'], browserPlatform: string): Keyboard {
  switch (platform) {
    case 'macos':
      return 'mac';
    case 'windows':
    case 'linux':
      return 'other';
    case 'web':
      return /^(Mac|iPhone|iPad)/i.test(browserPlatform) ? 'mac' : 'other';
    default:
      return assertNever(platform);
  }
}

/** A letter as it stands on its key; `Enter` has a name already. */
function named(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key;
}

/** As it stands on the keyboard: `Ctrl+Shift+H`, `⇧⌘H`. */
export function writeKeys(
  combination: KeyCombination,
  keyboard: Keyboard,
  spaceKey: string,
): string {
  const key = combination.key === ' ' ? spaceKey : named(combination.key);
  if (keyboard === 'mac') {
    return `${combination.shift ? '⇧' : ''}${combination.command ? '⌘' : ''}${key}`;
  }
  return [combination.command ? 'Ctrl' : '', combination.shift ? 'Shift' : '', key]
    .filter((part) => part !== '')
    .join('+');
}

/** For `aria-keyshortcuts` (WAI-ARIA 1.2): `Control+Shift+H`, `Meta+Shift+H`. */
export function ariaKeys(combination: KeyCombination, keyboard: Keyboard): string {
  const key = combination.key === ' ' ? 'Space' : named(combination.key);
  return [
    combination.command ? (keyboard === 'mac' ? 'Meta' : 'Control') : '',
    combination.shift ? 'Shift' : '',
    key,
  ]
    .filter((part) => part !== '')
    .join('+');
}
