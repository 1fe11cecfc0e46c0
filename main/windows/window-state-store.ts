import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@tatap/protocol/ipc';
import type { Logger } from '../log/log.ts';
import { type WindowState, windowState } from './placement.ts';

/** Keeps where the main window was. Losing it costs nothing, so nothing here fails. */
export class WindowStateStore {
  readonly #file: string;
  readonly #log: Logger;

  constructor(folder: string, log: Logger) {
    this.#file = join(folder, 'window.json');
    this.#log = log;
  }

  read(): WindowState | null {
    try {
      const parsed = parse(windowState, JSON.parse(readFileSync(this.#file, 'utf8')));
      return parsed.ok ? parsed.value : null;
    } catch {
      return null;
    }
  }

  write(state: WindowState): void {
    try {
      writeFileSync(this.#file, JSON.stringify(state));
    } catch (error) {
      this.#log.warn('window state not saved', { error });
    }
  }
}
