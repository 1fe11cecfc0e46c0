import { type Output, type Parsed, parse, type Schema } from '@tatap/protocol/signaling';

/** Small texts kept on this device. Never throws; what cannot be kept lasts until the end. */
export interface KeyValueStore {
  read(key: string): string | null;
  /** `null` forgets it. */
  write(key: string, value: string | null): void;
}

/** Reads JSON that was kept under `key`; `null` where there is none. What is there is parsed. */
export function readJson<S extends Schema>(
  store: KeyValueStore,
  key: string,
  schema: S,
): Parsed<Output<S>> | null {
  const text = store.read(key);
  if (text === null) return null;
  try {
    return parse(schema, JSON.parse(text));
  } catch {
    return { ok: false, issue: 'value: expected JSON' };
  }
}
