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
 * Checks passwords with a limit of attempts. An unknown ID gets the same answer as a wrong
 * password, after the same work, and the same limits apply.
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

  /** For a device that is not signed in. */
  async signIn(id: AccountId, password: string, network: string): Promise<Checked> {
    const checked = await this.#limited('sign-in', id, password, network);
    if (!checked.ok || !this.#passwords.isOutdated(checked.hash)) return checked;
    const hash = await this.#rehash(id, password, checked.hash, network);
    return hash === null ? wrongCredentials : { ok: true, hash };
  }

  /**
   * For a signed-in device that must confirm the password. Its attempts are counted separately, so
   * that strangers who guess the password do not keep the owner from changing it.
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
   * Returns the account's hash if `password` is right, also after the time of the check. A password
   * that was changed during the check is refused.
   */
  async #verified(id: AccountId, password: string, network: string): Promise<string | null> {
    const kept = await this.#store.passwordHash(id);
    const right = await this.#passwords.verify(password, kept, network);
    if (!right || kept === null) return null;
    const now = await this.#store.passwordHash(id);
    if (now === kept) return kept;
    // The password was changed, or another sign-in rehashed it. A check against the new hash
    // decides.
    return now !== null && (await this.#passwords.verify(password, now, network)) ? now : null;
  }

  /**
   * Rehashes the password with the current parameters. If the stored hash has changed in the
   * meantime, checks the password against the new hash.
   */
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
