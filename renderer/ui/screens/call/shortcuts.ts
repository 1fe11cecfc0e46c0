/** What a key press means during a call. */
export type CallShortcut = 'microphone' | 'camera' | 'hang-up' | 'talk';

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** Who would get the press if the call did not take it. */
export type KeyTarget =
  /** A text field: every key types. */
  | 'text'
  /** A button or menu reached by keyboard: Space presses it. */
  | 'control'
  | 'page';

/**
 * Ctrl or Cmd with D, E and Shift+H, and Space held to talk. Space belongs to a control that has
 * the keyboard's focus; the other shortcuts work everywhere, a text field among it.
 */
export function shortcutOf(press: KeyPress, target: KeyTarget): CallShortcut | null {
  if (press.altKey) return null;
  const command = press.ctrlKey || press.metaKey;
  if (!command) return press.key === ' ' && target === 'page' ? 'talk' : null;
  if (press.repeat) return null;
  switch (press.key.toLowerCase()) {
    case 'd':
      return press.shiftKey ? null : 'microphone';
    case 'e':
      return press.shiftKey ? null : 'camera';
    case 'h':
      return press.shiftKey ? 'hang-up' : null;
    default:
      return null;
  }
}

/** Holding Space: talks while it is down, and only if the microphone was muted when it went down. */
export interface HoldToTalk {
  /** Space went down; repeats are harmless. */
  press(microphone: 'on' | 'muted' | 'unavailable'): void;
  /** Space came up, or the window lost the keyboard. */
  release(): void;
}

export function createHoldToTalk(setMicrophone: (on: boolean) => void): HoldToTalk {
  let talking = false;
  return {
    press(microphone) {
      if (talking || microphone !== 'muted') return;
      talking = true;
      setMicrophone(true);
    },
    release() {
      if (!talking) return;
      talking = false;
      setMicrophone(false);
    },
  };
}
