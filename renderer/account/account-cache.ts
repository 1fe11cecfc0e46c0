import { type Account, account } from '@tatap/protocol/signaling';
import { type KeyValueStore, readJson } from '../key-value.ts';

const cacheKey = 'account';

/**
 * The account as it was last seen, so that the home screen can be drawn before, and without, the
 * server's word.
 */
export class AccountCache {
  readonly #store: KeyValueStore;

  constructor(store: KeyValueStore) {
    this.#store = store;
  }

  /** What is known of `id`; the ID stands for the name where nothing is. */
  recall(id: string): Account {
    const kept = readJson(this.#store, cacheKey, account);
    if (kept?.ok && kept.value.id === id) return kept.value;
    return { id, displayName: id, whoMayCall: 'everyone', presence: 'online', createdAt: 0 };
  }

  keep(value: Account): void {
    this.#store.write(cacheKey, JSON.stringify(value));
  }

  /** Another page of this profile may have signed in as somebody else since: that stays. */
  forget(id: string): void {
    const kept = readJson(this.#store, cacheKey, account);
    if (kept === null || !kept.ok || kept.value.id === id) this.#store.write(cacheKey, null);
  }
}
