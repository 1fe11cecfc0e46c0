import { type Output, type Parsed, parse, type Schema } from '@tatap/protocol/signaling';

/** Small texts kept on this device, which all pages of a profile share. Never throws. */
export interface KeyValueStore {
  read(key: string): string | null;
  /**
   * `null` forgets it.
   *
   * @returns whether it is kept; if not, this page reads it back until it is closed
   */
  write(key: string, value: string | null): boolean;
  /** Told when another page of the profile has changed it; returns the unsubscribe. */
  onChanged(key: string, listener: () => void): () => void;
}

/** Reads JSON that was kept under `key`; `null` where there is none. What is there is parsed. */
export function readJson<S extends Schema>(
  store: KeyValueStore,
  key: string,
  schema: S,
): Parsed<Output<S>> | null {
  const text = store.read(key);
  if (text === null) return null;
  const value = fromJson(text);
  return value.ok ? parse(schema, value.value) : value;
}

/**
 * JSON under one key that every page of a profile may change. A change is made to what is kept at
 * that moment and never to what this page read before, so that no page undoes the work of another.
 */
export class KeptJson<T> {
  readonly #store: KeyValueStore;
  readonly #key: string;
  readonly #understand: (kept: unknown) => T;

  /** @param understand - takes what can be used of what is kept; `undefined` where there is nothing */
  constructor(store: KeyValueStore, key: string, understand: (kept: unknown) => T) {
    this.#store = store;
    this.#key = key;
    this.#understand = understand;
  }

  read(): T {
    const text = this.#store.read(this.#key);
    const kept = text === null ? null : fromJson(text);
    return this.#understand(kept?.ok ? kept.value : undefined);
  }

  /** @returns what is kept from now on */
  update(change: (now: T) => T): T {
    const text = this.#store.read(this.#key);
    // Somebody may be able to mend what is no JSON any more.
    if (text !== null && !fromJson(text).ok) this.#store.write(`${this.#key}.unreadable`, text);
    const next = change(this.read());
    this.#store.write(this.#key, JSON.stringify(next));
    return next;
  }

  /** Told with what another page has made of it; returns the unsubscribe. */
  onChanged(listener: (value: T) => void): () => void {
    return this.#store.onChanged(this.#key, () => listener(this.read()));
  }

  forget(): void {
    this.#store.write(this.#key, null);
  }
}

function fromJson(text: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, issue: 'value: expected JSON' };
  }
}
