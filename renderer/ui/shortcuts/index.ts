export { type ShortcutName, shortcutNames } from './keys.ts';
export { ShortcutProvider, useShortcut, useShortcutKeys } from './registry.tsx';
