import { type StoredSession, storedSession } from '@tatap/protocol/ipc';
import type { SessionStore } from '../../account/ports.ts';
import { type KeyValueStore, readJson } from '../../key-value.ts';

const sessionKey = 'session';

/** The session of a browser, which all of its tabs share. */
export class WebSessionStore implements SessionStore {
  readonly #store: KeyValueStore;
  /** The token this tab knows: it forgets no session that another tab has opened since. */
  #token: string | null = null;

  constructor(store: KeyValueStore) {
    this.#store = store;
  }

  async read() {
    const session = this.#kept();
    this.#token = session?.token ?? null;
    return { session, because: null };
  }

  async write(session: StoredSession | null) {
    let persisted = true;
    if (session !== null || this.#kept()?.token === this.#token) {
      const text = session === null ? null : JSON.stringify(session);
      persisted = this.#store.write(sessionKey, text);
    }
    this.#token = session?.token ?? null;
    return { persisted };
  }

  #kept(): StoredSession | null {
    const kept = readJson(this.#store, sessionKey, storedSession);
    return kept?.ok ? kept.value : null;
  }
}
