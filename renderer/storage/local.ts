import type { KeyValueStore } from '../key-value.ts';
import type { Logger } from '../log.ts';

/** What `localStorage` has that is needed here. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Small texts in `localStorage`, which every tab of the origin shares and reads without waiting.
 * Where it is forbidden or full, values last as long as the page.
 */
export class LocalStore implements KeyValueStore {
  readonly #storage: TextStorage | null;
  readonly #log: Logger;
  readonly #prefix: string;
  /** What could not be kept; it hides what is kept under the same key. */
  readonly #unkept = new Map<string, string | null>();

  constructor(storage: TextStorage | null, log: Logger, prefix = 'tatap.') {
    this.#storage = storage;
    this.#log = log;
    this.#prefix = prefix;
  }

  read(key: string): string | null {
    const unkept = this.#unkept.get(key);
    if (unkept !== undefined) return unkept;
    try {
      return this.#storage?.getItem(this.#prefix + key) ?? null;
    } catch {
      return null;
    }
  }

  write(key: string, value: string | null): void {
    try {
      if (this.#storage === null) throw new Error('no storage');
      if (value === null) this.#storage.removeItem(this.#prefix + key);
      else this.#storage.setItem(this.#prefix + key, value);
      this.#unkept.delete(key);
    } catch (cause) {
      this.#unkept.set(key, value);
      this.#log.warn('not kept', { entry: key, cause });
    }
  }
}

/** The page's storage; `null` where the browser forbids it (looking is already an error then). */
export function pageStorage(): TextStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
