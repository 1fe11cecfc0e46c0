import { type Context, createContext } from 'preact';
import { useContext } from 'preact/hooks';

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
