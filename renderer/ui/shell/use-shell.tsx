import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ShellState } from './shell-state.ts';

const ShellContext = createContext<ShellState | null>(null);

export const ShellProvider = ShellContext.Provider;

/** The window's own state: `useShell().openSettings('devices')`. */
export function useShell(): ShellState {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error('a view outside of ShellProvider');
  return shell;
}
