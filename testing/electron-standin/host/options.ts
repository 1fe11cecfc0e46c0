import type { Machine } from './machine.ts';

/** The Chromium whose pages are the program's windows. */
export type BrowserOptions =
  /** One of the program's own, with its storage in the program's data folder. */
  | {
      readonly kind: 'own';
      readonly executablePath: string;
      readonly chromiumArgs: readonly string[];
    }
  /** A browser that runs already, and the browser context in it that is this program's. */
  | { readonly kind: 'shared'; readonly endpoint: string; readonly contextId: string };

/** How the launcher tells the stand-in's process what to be; travels as JSON in the environment. */
export interface StandInOptions {
  readonly browser: BrowserOptions;
  readonly locale: string;
  readonly machine: Machine;
  /** The folder that holds `package.json` and `dist/`. */
  readonly appDir: string;
}

export const optionsVariable = 'ELECTRON_STANDIN_OPTIONS';

/** @throws {Error} where the process was not started by the launcher */
export function readOptions(): StandInOptions {
  const text = process.env[optionsVariable];
  if (text === undefined) throw new Error('start the stand-in with launchDesktop()');
  return JSON.parse(text) as StandInOptions;
}
