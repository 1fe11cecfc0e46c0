import type { Settings } from '@tatap/protocol/settings';
import { useLayoutEffect } from 'preact/hooks';

/** Overrides the system's light or dark, or follows it; see `tokens.css`. */
export function useTheme(theme: Settings['theme']): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', theme);
  }, [theme]);
}
