import { nativeTheme } from 'electron';
import type { SettingsStore } from '../settings/settings-store.ts';

/** `--canvas` of `renderer/ui/theme/tokens.css`: what a window shows before its page does. */
export const canvas = { light: '#f5f2ed', dark: '#11181b' } as const;

/** Menus, title bars and the first paint follow the theme that the person chose. */
export function setupTheme(settings: SettingsStore): void {
  nativeTheme.themeSource = settings.read().theme;
  settings.onChange(({ theme }) => {
    nativeTheme.themeSource = theme;
  });
}

/** The ground of a window that opens now. */
export function canvasColour(): string {
  return nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light;
}
