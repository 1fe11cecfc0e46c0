import type { AccountId } from '@tatap/protocol/signaling';
import type { AttemptLimit } from './ports.ts';

export interface PasswordAttemptLimits {
  /** Wrong passwords from one network. */
  readonly failuresByNetwork: AttemptLimit;
  /** Wrong passwords for one account from one network. */
  readonly failuresByPair: AttemptLimit;
  /** Wrong passwords for one account from all networks on which it has never signed in. */
  readonly failuresByAccount: AttemptLimit;
  /** Correct passwords from one network. Each costs as much work as a wrong one. */
  readonly successesByNetwork: AttemptLimit;
  /** Correct passwords for one account from one network. */
  readonly successesByPair: AttemptLimit;
}

/** An admitted attempt. The caller calls exactly one of `right` and `wrong` with the result. */
export interface AdmittedAttempt {
  readonly is: 'admitted';
  right(): Promise<void>;
  wrong(): Promise<void>;
}

export type AttemptAdmission =
  | AdmittedAttempt
  | { readonly is: 'refused'; readonly retryAfterMs: number };

/** Limits memory: the pair with the oldest sign-in is forgotten first. */
const maxKnownPairs = 50_000;

/**
 * The purpose of an attempt: `sign-in` with a password, `confirm` when a signed-in device asks for
 * the password again, `recover` with a recovery code. Each purpose has its own count per account.
 * The counts of a network include all purposes.
 */
type Purpose = 'sign-in' | 'confirm' | 'recover';

/**
 * Limits attempts with passwords and recovery codes. The network is charged first; the account is
 * charged only if the network limits allow the attempt. Guesses from one network block the account
 * for that network only. Guesses from many networks block it for networks on which it has never
 * signed in. So an attacker cannot lock out the owner.
 *
 * Guesses of recovery codes from many networks block no other network: a code cannot be guessed,
 * and a person who needs one may use any network.
 */
export class PasswordLimits {
  readonly #attemptLimits: PasswordAttemptLimits;
  /** Pairs of account and network with a successful sign-in, the latest last. */
  readonly #known = new Set<string>();

  constructor(limits: PasswordAttemptLimits) {
    this.#attemptLimits = limits;
  }

  async admit(purpose: Purpose, account: AccountId, network: string): Promise<AttemptAdmission> {
    const limits = this.#attemptLimits;
    const one = `${purpose} ${account}`;
    const pair = `${one} ${network}`;
    const known = purpose === 'recover' || this.#known.has(pair);
    const charges: readonly (readonly [AttemptLimit, string])[] = [
      [limits.successesByNetwork, network],
      [limits.failuresByNetwork, network],
      [limits.failuresByPair, pair],
      ...(known ? [] : [[limits.failuresByAccount, one] as const]),
      [limits.successesByPair, pair],
    ];
    for (const [of, key] of charges) {
      const retryAfterMs = await of.take(key);
      if (retryAfterMs > 0) return { is: 'refused', retryAfterMs };
    }
    return {
      is: 'admitted',
      right: async () => {
        this.#remember(pair);
        await limits.failuresByPair.reset(pair);
        if (purpose === 'recover') await this.#allowSignIns(account, network);
        await limits.failuresByNetwork.giveBack(network);
        if (!known) await limits.failuresByAccount.giveBack(one);
      },
      wrong: async () => {
        await limits.successesByNetwork.giveBack(network);
        await limits.successesByPair.giveBack(pair);
      },
    };
  }

  /**
   * After a recovery the owner may sign in from this network: wrong passwords from it are
   * forgotten.
   */
  async #allowSignIns(account: AccountId, network: string): Promise<void> {
    const pair = `sign-in ${account} ${network}`;
    this.#remember(pair);
    await this.#attemptLimits.failuresByPair.reset(pair);
  }

  #remember(pair: string): void {
    this.#known.delete(pair);
    this.#known.add(pair);
    if (this.#known.size <= maxKnownPairs) return;
    const [oldest] = this.#known;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
