import type {
  Account,
  AccountId,
  OwnPresence,
  Presence as PresenceValue,
} from '@tatap/protocol/signaling';
import type { Background } from './background.ts';
import { type Pace, Pacer } from './pacer.ts';
import type { Clock, ContactStore, Devices } from './ports.ts';
import type { Registrar } from './registrar.ts';

/** A call's own first messages go before what others see of it. */
export const callToldAfterMs = 500;

/** Somebody whose presence changes all the time is told of every few seconds, not each time. */
export const tellPace: Pace = { atOnce: 10, everyMs: 3_000 };

interface Dependencies {
  readonly clock: Clock;
  readonly registrar: Registrar;
  readonly devices: Pick<Devices, 'sendToAccount'>;
  readonly contacts: Pick<ContactStore, 'list'>;
  readonly background: Background;
  /** Whether a device of the account is in an accepted call. */
  readonly isInCall: (account: AccountId) => Promise<boolean>;
}

/**
 * What accepted contacts see of an account: the sum of what the person chose, which devices are
 * there and whether one of them is in a call; do not disturb before in a call before the rest.
 */
export class Presence {
  readonly #dependencies: Dependencies;
  /** What people chose; only of accounts that have a device here. */
  readonly #choices = new Map<AccountId, OwnPresence>();
  /** What contacts were last told; `offline` is left out. */
  readonly #told = new Map<AccountId, PresenceValue>();
  /** Stops what waits to be told, by account. */
  readonly #waiting = new Map<AccountId, () => void>();

  readonly #tellings: Pacer;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#tellings = new Pacer(dependencies.clock, tellPace);
  }

  async of(account: AccountId): Promise<PresenceValue> {
    const { registrar, isInCall } = this.#dependencies;
    if ((await registrar.reachable(account)).length === 0) return 'offline';
    const isBusy = await isInCall(account);
    const choice = this.#choices.get(account) ?? 'online';
    return choice !== 'dnd' && isBusy ? 'in-call' : choice;
  }

  /** The account as storage has it: takes over what the person chose. */
  choose({ id, presence }: Pick<Account, 'id' | 'presence'>): void {
    this.#choices.set(id, presence);
    this.refresh(id);
  }

  /** Something that presence depends on has changed: tells the contacts if they would see it. */
  refresh(account: AccountId): void {
    const { background } = this.#dependencies;
    background.run(`presence ${account}`, 'look at presence', async () => {
      if ((await this.of(account)) === (this.#told.get(account) ?? 'offline')) {
        await this.#forgetIfOffline(account);
        return;
      }
      this.#tellings.run(account, () =>
        background.run(`presence ${account}`, 'tell presence', () => this.#tell(account)),
      );
    });
  }

  /** The same in a moment, as for a call that begins: those two have other things to hear now. */
  refreshSoon(account: AccountId): void {
    this.#waiting.get(account)?.();
    const stop = this.#dependencies.clock.after(callToldAfterMs, () => {
      this.#waiting.delete(account);
      this.refresh(account);
    });
    this.#waiting.set(account, stop);
  }

  /** Tells nothing any more that waits. */
  close(): void {
    for (const stop of this.#waiting.values()) stop();
    this.#waiting.clear();
    this.#tellings.close();
  }

  async #tell(account: AccountId): Promise<void> {
    const { contacts, devices } = this.#dependencies;
    const list = await contacts.list(account);
    // Looked up after the wait: it may have changed again, or changed back.
    const presence = await this.of(account);
    if (presence === (this.#told.get(account) ?? 'offline')) return;
    if (presence === 'offline') this.#told.delete(account);
    else this.#told.set(account, presence);
    await this.#forgetIfOffline(account);
    for (const { other, bond, blocked, blockedBack } of list) {
      if (bond === 'accepted' && !blocked && !blockedBack) {
        devices.sendToAccount(other, 'presence.changed', { id: account, presence });
      }
    }
  }

  async #forgetIfOffline(account: AccountId): Promise<void> {
    const devices = await this.#dependencies.registrar.devicesOf(account);
    if (devices.length === 0) this.#choices.delete(account);
  }
}
