import type { AccountId, DeviceId } from '@tatap/protocol/signaling';
import type { Clock, SessionRecord, SessionStore } from './ports.ts';
import { hashToken } from './tokens.ts';

/** A session in use is noted at most so often, so that reading does not become writing. */
const touchEveryMs = 60 * 60 * 1000;

/** The longest token that is worth hashing; ours have 43 characters. */
const longestToken = 200;

/** Tells whose a token is. A session that is used moves its end; one that is not, ends. */
export class Authenticator {
  readonly #store: SessionStore;
  readonly #clock: Clock;
  readonly #ttlMs: number;

  constructor(dependencies: { store: SessionStore; clock: Clock; ttlMs: number }) {
    this.#store = dependencies.store;
    this.#clock = dependencies.clock;
    this.#ttlMs = dependencies.ttlMs;
  }

  /**
   * The session of `token`, or null where there is none, where it has ended, and where it belongs
   * to another device than `deviceId`.
   */
  async authenticate(token: string, deviceId?: DeviceId): Promise<SessionRecord | null> {
    if (token.length > longestToken) return null;
    const session = await this.#store.findByToken(hashToken(token));
    const now = this.#clock.now();
    if (session === null || session.expiresAt <= now) return null;
    if (deviceId !== undefined && session.device.id !== deviceId) return null;
    if (now - session.lastSeenAt < touchEveryMs) return session;
    await this.seen(session.account, session.device.id);
    return { ...session, lastSeenAt: now, expiresAt: now + this.#ttlMs };
  }

  /** Notes that the device is, or was until now, here. */
  async seen(account: AccountId, device: DeviceId): Promise<void> {
    const now = this.#clock.now();
    await this.#store.touch(account, device, now, now + this.#ttlMs);
  }
}
