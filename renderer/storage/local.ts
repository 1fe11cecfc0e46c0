import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { KeyValueStore } from '../key-value.ts';
import type { Logger } from '../log.ts';

/** What `localStorage` has that is needed here. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface LocalStoreOptions {
  /** `null` where the browser forbids it. */
  readonly storage: TextStorage | null;
  readonly log: Logger;
  /** Calls back when another page writes: with the key, or `null` when everything was deleted. */
  onStored(listener: (key: string | null) => void): () => void;
}

/** Other programs of the same origin keep out of these. */
const prefix = 'tatap.';

/**
 * Small texts in `localStorage`, which every tab of the origin shares and reads without waiting.
 * Where it is forbidden or full, values last as long as the page.
 */
export class LocalStore implements KeyValueStore {
  readonly #storage: TextStorage | null;
  readonly #log: Logger;
  readonly #onStored: LocalStoreOptions['onStored'];
  readonly #keeps = signal(true);
  /** What could not be kept; it hides what is kept under the same key. */
  readonly #unkept = new Map<string, string | null>();

  constructor({ storage, log, onStored }: LocalStoreOptions) {
    this.#storage = storage;
    this.#log = log;
    this.#onStored = onStored;
    if (storage === null) this.#keeps.value = false;
  }

  /** Whether everything that was written is kept. */
  get keeps(): ReadonlySignal<boolean> {
    return this.#keeps;
  }

  read(key: string): string | null {
    const unkept = this.#unkept.get(key);
    if (unkept !== undefined) return unkept;
    try {
      return this.#storage?.getItem(prefix + key) ?? null;
    } catch {
      return null;
    }
  }

  write(key: string, value: string | null): boolean {
    try {
      if (this.#storage === null) throw new Error('no storage');
      if (value === null) this.#storage.removeItem(prefix + key);
      else this.#storage.setItem(prefix + key, value);
      this.#unkept.delete(key);
    } catch (cause) {
      this.#unkept.set(key, value);
      this.#log.warn('not kept', { entry: key, cause });
    }
    this.#keeps.value = this.#storage !== null && this.#unkept.size === 0;
    return !this.#unkept.has(key);
  }

  onChanged(key: string, listener: () => void): () => void {
    return this.#onStored((stored) => {
      if (stored === null || stored === prefix + key) listener();
    });
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

/** Tells of every write of another page to the page's storage. */
export function onPageStored(listener: (key: string | null) => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.storageArea === pageStorage()) listener(event.key);
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}
