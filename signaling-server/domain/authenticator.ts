import type { AccountId, DeviceId } from '@tatap/protocol/signaling';
import type { ReportError } from './background.ts';
import type { Clock, SessionRecord, SessionStore } from './ports.ts';
import { hashToken } from './tokens.ts';

/** The use of a session is written at most once in this time, so that most reads cause no write. */
const touchEveryMs = 60 * 60 * 1000;

/** Longer tokens are refused without hashing; valid ones have 43 characters. */
const longestToken = 200;

/** Finds the session of a token. Each use extends the session; an unused session expires. */
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
   * Returns the session of `token`. `null`: there is none, it has expired, or it belongs to another
   * device than `deviceId`. The use is written in the background, so that a full disk or a locked
   * database does not keep anybody from signing in.
   */
  async authenticate(token: string, deviceId?: DeviceId): Promise<SessionRecord | null> {
    if (token.length > longestToken) return null;
    const session = await this.#store.findByToken(hashToken(token));
    const now = this.#clock.wall();
    if (session === null || session.expiresAt <= now) return null;
    if (deviceId !== undefined && session.device.id !== deviceId) return null;
    if (now - session.lastSeenAt < touchEveryMs) return session;
    this.seen(session.account, session.device.id).catch((error: unknown) =>
      this.#report(error, 'the use of a session could not be written'),
    );
    return { ...session, lastSeenAt: now, expiresAt: now + this.#ttlMs };
  }

  /** Whether the device has a session that has not expired. */
  async isSignedIn(account: AccountId, device: DeviceId): Promise<boolean> {
    const now = this.#clock.wall();
    const sessions = await this.#store.list(account);
    return sessions.some((session) => session.device.id === device && session.expiresAt > now);
  }

  /** Records the current time as the device's last use. */
  async seen(account: AccountId, device: DeviceId): Promise<void> {
    const now = this.#clock.wall();
    await this.#store.touch(account, device, now, now + this.#ttlMs);
  }
}
