import { useEffect, useRef } from 'preact/hooks';
import { ariaKeys, keyboardOf, shortcutOf, shortcuts, writeKeys } from '../../shortcuts/keys.ts';

interface AnswerKeys {
  /** As it stands on the keyboard, and for `aria-keyshortcuts`. */
  readonly text: string;
  readonly aria: string;
}

/**
 * The keys that accept and decline, whatever has the focus. The small window has no registry of
 * shortcuts, so the card listens itself.
 */
export function useAnswerKeys(accept: () => void, decline: () => void): AnswerKeys {
  const latest = useRef({ accept, decline });
  latest.current = { accept, decline };
  const keyboard = keyboardOf('web', navigator.platform);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = shortcutOf(event, keyboard);
      if (name !== 'accept' && name !== 'hangUp') return;
      event.preventDefault();
      if (event.repeat) return;
      if (name === 'accept') latest.current.accept();
      else latest.current.decline();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [keyboard]);
  return {
    text: writeKeys(shortcuts.accept, keyboard, ''),
    aria: ariaKeys(shortcuts.accept, keyboard),
  };
}
