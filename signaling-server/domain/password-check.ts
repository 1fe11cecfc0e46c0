import type { AccountId, Refusal } from '@tatap/protocol/signaling';
import type { PasswordLimits } from './password-limits.ts';
import type { Passwords } from './passwords.ts';
import type { AccountStore } from './ports.ts';

interface Dependencies {
  readonly store: AccountStore;
  readonly passwords: Passwords;
  readonly limits: PasswordLimits;
}

type Checked = { readonly ok: true; readonly hash: string } | Refusal;

const wrongCredentials: Refusal = { ok: false, code: 'wrong-credentials' };

/**
 * Checks passwords, limited in tries. An ID that nobody has is answered like a wrong password,
 * after the same work, and is limited like any other.
 */
export class PasswordCheck {
  readonly #store: AccountStore;
  readonly #passwords: Passwords;
  readonly #limits: PasswordLimits;

  constructor(dependencies: Dependencies) {
    this.#store = dependencies.store;
    this.#passwords = dependencies.passwords;
    this.#limits = dependencies.limits;
  }

  /** For somebody who is not signed in. */
  async signIn(id: AccountId, password: string, network: string): Promise<Checked> {
    const checked = await this.#limited('sign-in', id, password, network);
    if (!checked.ok || !this.#passwords.isOutdated(checked.hash)) return checked;
    const hash = await this.#rehash(id, password, checked.hash, network);
    return hash === null ? wrongCredentials : { ok: true, hash };
  }

  /**
   * For a signed-in device that is asked again. Its tries are counted apart, so that strangers who
   * try to sign in as the account do not keep its owner from changing the password.
   */
  async confirm(id: AccountId, password: string, network: string): Promise<Checked> {
    return this.#limited('confirm', id, password, network);
  }

  async #limited(
    purpose: 'sign-in' | 'confirm',
    id: AccountId,
    password: string,
    network: string,
  ): Promise<Checked> {
    const admission = await this.#limits.admit(purpose, id, network);
    if (admission.is === 'refused') {
      return { ok: false, code: 'rate-limited', retryAfterMs: admission.retryAfterMs };
    }
    const hash = await this.#verified(id, password, network);
    if (hash === null) {
      await admission.wrong();
      return wrongCredentials;
    }
    await admission.right();
    return { ok: true, hash };
  }

  /**
   * The account's hash if `password` is right, and still is after the time that checking takes: a
   * password that was changed meanwhile opens nothing.
   */
  async #verified(id: AccountId, password: string, network: string): Promise<string | null> {
    const kept = await this.#store.passwordHash(id);
    const right = await this.#passwords.verify(password, kept, network);
    if (!right || kept === null) return null;
    const now = await this.#store.passwordHash(id);
    if (now === kept) return kept;
    // Changed, or hashed anew by another sign-in at the same moment: which, the new hash tells.
    return now !== null && (await this.#passwords.verify(password, now, network)) ? now : null;
  }

  /** If the stored hash has changed in the meantime, checks the password against the new hash. */
  async #rehash(
    id: AccountId,
    password: string,
    from: string,
    network: string,
  ): Promise<string | null> {
    const to = await this.#passwords.hash(password, network);
    const replaced = await this.#store.replacePasswordHash(id, from, to);
    return replaced ? to : this.#verified(id, password, network);
  }
}
