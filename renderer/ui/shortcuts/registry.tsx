import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef } from 'preact/hooks';
import { useText } from '../i18n/context.tsx';
import type { HostInfo } from '../model.ts';
import {
  ariaKeys,
  type Keyboard,
  keyboardOf,
  type ShortcutName,
  shortcutOf,
  shortcuts,
  writeKeys,
} from './keys.ts';

interface Registry {
  readonly keyboard: Keyboard;
  /** The newest handler of a name gets the press; returns the unsubscribe. */
  add(name: ShortcutName, handler: () => void): () => void;
}

const noRegistry: Registry = { keyboard: 'other', add: () => () => {} };
const RegistryContext = createContext<Registry>(noRegistry);

/** Listens for the app's shortcuts, once, and gives each press to the newest handler of its name. */
export function ShortcutProvider(props: {
  platform: HostInfo['platform'];
  children: ComponentChildren;
}) {
  const keyboard = keyboardOf(props.platform, navigator.platform);
  const handlers = useRef(new Map<ShortcutName, (() => void)[]>());

  const registry = useMemo<Registry>(
    () => ({
      keyboard,
      add(name, handler) {
        const list = handlers.current.get(name) ?? [];
        handlers.current.set(name, [...list, handler]);
        return () => {
          const rest = (handlers.current.get(name) ?? []).filter((other) => other !== handler);
          handlers.current.set(name, rest);
        };
      },
    }),
    [keyboard],
  );

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = shortcutOf(event, keyboard);
      const handler = name === null ? undefined : handlers.current.get(name)?.at(-1);
      if (handler === undefined) return;
      event.preventDefault();
      if (!event.repeat) handler();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [keyboard]);

  return <RegistryContext.Provider value={registry}>{props.children}</RegistryContext.Provider>;
}

/** Handles a shortcut while the view is there and `enabled`. */
export function useShortcut(name: ShortcutName, handler: () => void, enabled = true): void {
  const registry = useContext(RegistryContext);
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => {
    if (!enabled) return;
    return registry.add(name, () => latest.current());
  }, [registry, name, enabled]);
}

/** How a shortcut is written, for people and for `aria-keyshortcuts`. */
export function useShortcutKeys<N extends ShortcutName | undefined>(
  name: N,
): N extends ShortcutName ? { text: string; aria: string } : undefined;
export function useShortcutKeys(
  name: ShortcutName | undefined,
): { text: string; aria: string } | undefined {
  const { keyboard } = useContext(RegistryContext);
  const t = useText();
  if (name === undefined) return undefined;
  return {
    text: writeKeys(shortcuts[name], keyboard, t('shortcut.spaceKey')),
    aria: ariaKeys(shortcuts[name], keyboard),
  };
}
