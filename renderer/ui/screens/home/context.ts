import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { HomeState } from './home-state.ts';

const HomeContext = createContext<HomeState | null>(null);

export const HomeProvider = HomeContext.Provider;

/** What is chosen, typed and open on the home screen. */
export function useHome(): HomeState {
  const home = useContext(HomeContext);
  if (home === null) throw new Error('a view outside of HomeProvider');
  return home;
}
