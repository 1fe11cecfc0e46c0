import type {
  AccountId,
  DeviceDescription,
  DeviceId,
  DeviceSession,
} from '@tatap/protocol/signaling';
import type { Authenticator } from './authenticator.ts';
import type { Clock, ConnectedDevices, SessionRecord, SessionStore } from './ports.ts';
import { newToken } from './tokens.ts';

export interface SessionPolicy {
  /** After how long without use a session expires, in milliseconds. */
  readonly ttlMs: number;
  /**
   * How many devices of an account can be signed in. The device that was used longest ago is signed
   * out first.
   */
  readonly perAccount: number;
  /** How often expired sessions are removed, in milliseconds. */
  readonly sweepEveryMs: number;
}

interface Dependencies {
  readonly store: SessionStore;
  readonly authenticator: Authenticator;
  readonly devices: ConnectedDevices;
  readonly clock: Clock;
  readonly policy: SessionPolicy;
}

/** Opens, lists and ends sessions: one for each device of an account. */
export class Sessions {
  readonly #store: SessionStore;
  readonly #authenticator: Authenticator;
  readonly #devices: ConnectedDevices;
  readonly #clock: Clock;
  readonly #policy: SessionPolicy;

  constructor(dependencies: Dependencies) {
    this.#store = dependencies.store;
    this.#authenticator = dependencies.authenticator;
    this.#devices = dependencies.devices;
    this.#clock = dependencies.clock;
    this.#policy = dependencies.policy;
  }

  /**
   * Signs a device in. `null`: the account no longer has the password with this hash. The token is
   * returned only here; the server keeps its hash.
   */
  async open(
    account: AccountId,
    device: DeviceDescription,
    passwordHash: string,
  ): Promise<{ token: string; expiresAt: number } | null> {
    const now = this.#clock.wall();
    const expiresAt = now + this.#policy.ttlMs;
    const { token, hash } = newToken();
    const session = { account, device, createdAt: now, lastSeenAt: now, expiresAt };
    if (!(await this.#store.open(session, hash, passwordHash))) return null;
    // An open socket of the device belongs to the old token, which is no longer valid.
    if (await this.#devices.isConnected(account, device.id)) {
      await this.#devices.end(account, device.id, 'replaced');
    }
    await this.#makeRoom(account, device.id);
    return { token, expiresAt };
  }

  /** The account's signed-in devices, the most recently used first. */
  async list(current: SessionRecord): Promise<DeviceSession[]> {
    const now = this.#clock.wall();
    const sessions = await this.#store.list(current.account);
    const alive = sessions.filter((session) => session.expiresAt > now);
    return Promise.all(
      alive.map(async (session) => {
        const connected = await this.#devices.isConnected(session.account, session.device.id);
        return {
          device: session.device,
          createdAt: session.createdAt,
          lastSeenAt: connected ? now : session.lastSeenAt,
          expiresAt: session.expiresAt,
          connected,
          current: session.device.id === current.device.id,
        };
      }),
    );
  }

  /** Signs a device out and ends its socket. `false`: it was not signed in. */
  async revoke(account: AccountId, device: DeviceId): Promise<boolean> {
    const revoked = await this.#store.revoke(account, device);
    if (revoked) await this.#devices.end(account, device, 'revoked');
    return revoked;
  }

  /** Signs every other device of the account out. */
  async revokeOthers(current: SessionRecord): Promise<void> {
    const devices = await this.#store.revokeOthers(current.account, current.device.id);
    for (const device of devices) await this.#devices.end(current.account, device, 'revoked');
  }

  /** Extends the sessions of connected devices, then removes expired sessions. Returns how many. */
  async sweep(): Promise<number> {
    const now = this.#clock.wall();
    const ending = await this.#store.endingBefore(now + 2 * this.#policy.sweepEveryMs);
    for (const { account, device } of ending) {
      if (await this.#devices.isConnected(account, device.id)) {
        await this.#authenticator.seen(account, device.id);
      }
    }
    return this.#store.sweep(now);
  }

  async #makeRoom(account: AccountId, keep: DeviceId): Promise<void> {
    const sessions = await this.#store.list(account);
    const surplus = sessions.length - this.#policy.perAccount;
    if (surplus <= 0) return;
    const others = sessions.filter((session) => session.device.id !== keep);
    for (const { device } of others.slice(-surplus)) await this.revoke(account, device.id);
  }
}
