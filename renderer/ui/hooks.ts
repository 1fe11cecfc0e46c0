import type { Settings } from '@tatap/protocol/settings';
import { type Context, createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { wallNow } from '../clock.ts';

/**
 * The time in milliseconds, moving on while `running`.
 *
 * @param stepMs how often the view is drawn again
 * @param read which time: that of day, or the steady one for a countdown
 */
export function useNow(stepMs: number, running = true, read = wallNow): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    if (!running) return;
    setNow(read());
    const timer = setInterval(() => setNow(read()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs, running, read]);
  return now;
}

/** Whether a media query holds, for what differs in more than looks between wide and narrow. */
export function useMediaQuery(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const update = () => setMatches(list.matches);
    update();
    list.addEventListener('change', update);
    return () => list.removeEventListener('change', update);
  }, [query]);
  return matches;
}

/** Overrides the system's light or dark, or follows it; see `tokens.css`. */
export function useTheme(theme: Settings['theme']): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (theme === 'system') root.removeAttribute('data-theme');
    else root.setAttribute('data-theme', theme);
  }, [theme]);
}

/** A value that views get from above: its provider, and the hook that reads it. */
export function createProvided<T extends object>(
  name: string,
): [Provider: Context<T | null>['Provider'], use: () => T] {
  const context = createContext<T | null>(null);
  const use = () => {
    const value = useContext(context);
    if (value === null) throw new Error(`a view outside of its ${name}`);
    return value;
  };
  return [context.Provider, use];
}
