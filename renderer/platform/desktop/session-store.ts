import type { Bridge, StoredSession } from '@tatap/protocol/ipc';
import type { SessionStore } from '../../account/ports.ts';
import type { KeyValueStore } from '../../key-value.ts';
import type { Logger } from '../../log.ts';

const unkeptKey = 'session.unkept';

/** The session, encrypted by the system's keychain in the main process. */
export class DesktopSessionStore implements SessionStore {
  readonly #bridge: Bridge;
  readonly #store: KeyValueStore;
  readonly #log: Logger;

  constructor(bridge: Bridge, store: KeyValueStore, log: Logger) {
    this.#bridge = bridge;
    this.#store = store;
    this.#log = log;
  }

  async read() {
    const session = await this.#ask(() => this.#bridge.invoke('session.read', undefined), null);
    const wasUnkept = this.#store.read(unkeptKey) !== null;
    if (session !== null || !wasUnkept) return { session, because: null };
    this.#store.write(unkeptKey, null);
    return { session, because: 'not-persisted' } as const;
  }

  async write(session: StoredSession | null) {
    const failed = { persisted: false };
    const written = await this.#ask(() => this.#bridge.invoke('session.write', session), failed);
    // Said at the next start, when the person wonders why they are asked to sign in again.
    const unkept = session !== null && !written.persisted;
    this.#store.write(unkeptKey, unkept ? 'yes' : null);
    return written;
  }

  async #ask<T>(question: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await question();
    } catch (cause) {
      this.#log.error('session store failed', { cause });
      return otherwise;
    }
  }
}
