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

/** Presence waits this long, so that the first messages of a call are sent before it. */
export const callToldAfterMs = 500;

/** Presence that changes often is sent every few seconds, not each time. */
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
 * The presence that accepted contacts see of an account. It depends on what the person chose, which
 * devices are connected and whether one of them is in a call. Do not disturb has priority over in a
 * call, and in a call over the rest.
 */
export class Presence {
  readonly #dependencies: Dependencies;
  /** The chosen presence, only of accounts with a connected device. */
  readonly #choices = new Map<AccountId, OwnPresence>();
  /** The presence that was last sent to contacts; `offline` is left out. */
  readonly #told = new Map<AccountId, PresenceValue>();
  /** Cancels of delayed updates, by account. */
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

  /** Takes over the chosen presence of a stored account. */
  choose({ id, presence }: Pick<Account, 'id' | 'presence'>): void {
    this.#choices.set(id, presence);
    this.refresh(id);
  }

  /**
   * Called when something that presence depends on has changed: sends the presence to contacts if
   * it changed.
   */
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

  /**
   * Does the same after a short delay. At the start of a call, other messages to the two people
   * have priority.
   */
  refreshSoon(account: AccountId): void {
    this.#waiting.get(account)?.();
    const stop = this.#dependencies.clock.after(callToldAfterMs, () => {
      this.#waiting.delete(account);
      this.refresh(account);
    });
    this.#waiting.set(account, stop);
  }

  /** Cancels delayed updates. */
  close(): void {
    for (const stop of this.#waiting.values()) stop();
    this.#waiting.clear();
    this.#tellings.close();
  }

  async #tell(account: AccountId): Promise<void> {
    const { contacts, devices } = this.#dependencies;
    const list = await contacts.list(account);
    // Read after the wait, because presence may have changed again, or changed back.
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
