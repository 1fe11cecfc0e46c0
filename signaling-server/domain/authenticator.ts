import type { AccountId, DeviceId } from '@tatap/protocol/signaling';
import type { ReportError } from './background.ts';
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
  readonly #report: ReportError;

  constructor(dependencies: {
    store: SessionStore;
    clock: Clock;
    ttlMs: number;
    report: ReportError;
  }) {
    this.#store = dependencies.store;
    this.#clock = dependencies.clock;
    this.#ttlMs = dependencies.ttlMs;
    this.#report = dependencies.report;
  }

  /**
   * The session of `token`, or null where there is none, where it has ended, and where it belongs
   * to another device than `deviceId`. That the session is in use is noted without waiting for it:
   * a disk that is full, or a database that another process holds, keeps nobody out.
   */
  async authenticate(token: string, deviceId?: DeviceId): Promise<SessionRecord | null> {
    if (token.length > longestToken) return null;
    const session = await this.#store.findByToken(hashToken(token));
    const now = this.#clock.wall();
    if (session === null || session.expiresAt <= now) return null;
    if (deviceId !== undefined && session.device.id !== deviceId) return null;
    if (now - session.lastSeenAt < touchEveryMs) return session;
    this.seen(session.account, session.device.id).catch((error: unknown) =>
      this.#report(error, 'note that a session is in use'),
    );
    return { ...session, lastSeenAt: now, expiresAt: now + this.#ttlMs };
  }

  /** Whether the device has a session that has not ended. */
  async isSignedIn(account: AccountId, device: DeviceId): Promise<boolean> {
    const now = this.#clock.wall();
    const sessions = await this.#store.list(account);
    return sessions.some((session) => session.device.id === device && session.expiresAt > now);
  }

  /** Notes that the device is, or was until now, here. */
  async seen(account: AccountId, device: DeviceId): Promise<void> {
    const now = this.#clock.wall();
    await this.#store.touch(account, device, now, now + this.#ttlMs);
  }
}
