import type { AccountId } from '@tatap/protocol/signaling';
import type { Tries } from './tries.ts';

export interface PasswordTries {
  /** Wrong passwords from one network. */
  readonly failuresByNetwork: Tries;
  /** Wrong passwords for one account from one network. */
  readonly failuresByPair: Tries;
  /** Wrong passwords for one account from all networks that it was never signed in from. */
  readonly failuresByAccount: Tries;
  /** Right passwords from one network: each of them is as much work as a wrong one. */
  readonly successesByNetwork: Tries;
  /** Right passwords for one account from one network. */
  readonly successesByPair: Tries;
}

/** One try that was let in; exactly one of the two is called when it is known how it went. */
export interface AdmittedTry {
  readonly is: 'admitted';
  right(): Promise<void>;
  wrong(): Promise<void>;
}

export type TryAdmission = AdmittedTry | { readonly is: 'refused'; readonly retryAfterMs: number };

/** Bounds memory: the pair that signed in longest ago is forgotten first. */
const maxKnownPairs = 50_000;

/**
 * What a try is for: `sign-in` with a password, `confirm` when a signed-in device asks for the
 * password again, `recover` with a recovery code. Each purpose has its own count per account. The
 * counts of a network include all purposes.
 */
type Purpose = 'sign-in' | 'confirm' | 'recover';

/**
 * Limits tries of passwords and recovery codes. The network is charged first, and the account only
 * for tries that its network may make. Guesses from one network close the account to that network
 * alone; guesses from many networks close it to networks that it was never signed in from. So
 * nobody locks the people out who use the account.
 *
 * For recovery codes, guesses from many networks close no other network: a code cannot be guessed,
 * and a person who needs one may come from any network.
 */
export class PasswordLimits {
  readonly #tries: PasswordTries;
  /** Account and network of successful sign-ins, the latest last. */
  readonly #known = new Set<string>();

  constructor(tries: PasswordTries) {
    this.#tries = tries;
  }

  async admit(purpose: Purpose, account: AccountId, network: string): Promise<TryAdmission> {
    const tries = this.#tries;
    const one = `${purpose} ${account}`;
    const pair = `${one} ${network}`;
    const known = purpose === 'recover' || this.#known.has(pair);
    const charges: readonly (readonly [Tries, string])[] = [
      [tries.successesByNetwork, network],
      [tries.failuresByNetwork, network],
      [tries.failuresByPair, pair],
      ...(known ? [] : [[tries.failuresByAccount, one] as const]),
      [tries.successesByPair, pair],
    ];
    for (const [of, key] of charges) {
      const retryAfterMs = await of.take(key);
      if (retryAfterMs > 0) return { is: 'refused', retryAfterMs };
    }
    return {
      is: 'admitted',
      right: async () => {
        this.#remember(pair);
        await tries.failuresByPair.forgive(pair);
        if (purpose === 'recover') await this.#forgiveSignIns(account, network);
        await tries.failuresByNetwork.giveBack(network);
        if (!known) await tries.failuresByAccount.giveBack(one);
      },
      wrong: async () => {
        await tries.successesByNetwork.giveBack(network);
        await tries.successesByPair.giveBack(pair);
      },
    };
  }

  /** After a recovery, the owner may sign in from this network: forgets wrong passwords from it. */
  async #forgiveSignIns(account: AccountId, network: string): Promise<void> {
    const pair = `sign-in ${account} ${network}`;
    this.#remember(pair);
    await this.#tries.failuresByPair.forgive(pair);
  }

  #remember(pair: string): void {
    this.#known.delete(pair);
    this.#known.add(pair);
    if (this.#known.size <= maxKnownPairs) return;
    const [oldest] = this.#known;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
