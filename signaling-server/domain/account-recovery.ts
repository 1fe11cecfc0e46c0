import type { AccountId, EndpointAck, endpoints, Output, Refusal } from '@tatap/protocol/signaling';
import { recoveryCodeIn } from '@tatap/protocol/text';
import type { PasswordCheck } from './password-check.ts';
import type { PasswordLimits } from './password-limits.ts';
import type { Passwords } from './passwords.ts';
import type { Clock, ConnectedDevices, SessionRecord, Storage } from './ports.ts';
import type { Sessions } from './sessions.ts';
import { hashToken, newRecoveryCode } from './tokens.ts';

type RecoverBody = Output<(typeof endpoints)['recoverAccount']['body']>;

interface Dependencies {
  readonly storage: Storage;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly passwordCheck: PasswordCheck;
  readonly limits: PasswordLimits;
  readonly devices: ConnectedDevices;
  readonly clock: Clock;
}

const wrongCode: Refusal = { ok: false, code: 'wrong-recovery-code' };

/** Recovery codes. A person who has forgotten the password sets a new one with a recovery code. */
export class AccountRecovery {
  readonly #of: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#of = dependencies;
  }

  /**
   * Creates the account's own code and replaces the previous one, but only if the account still has
   * the password with this hash. Returns `null` if it created no code.
   */
  async makeCode(account: AccountId, passwordHash: string): Promise<string | null> {
    const { storage, clock } = this.#of;
    const { code, hash } = newRecoveryCode();
    const record = {
      account,
      kind: 'own',
      hash,
      createdAt: clock.wall(),
      expiresAt: null,
    } as const;
    return (await storage.recoveryCodes.put(record, passwordHash)) ? code : null;
  }

  /** Creates a code for a signed-in device after the person has confirmed the password. */
  async renewCode(
    { account }: SessionRecord,
    password: string,
    network: string,
  ): Promise<EndpointAck<'newRecoveryCode'>> {
    const checked = await this.#of.passwordCheck.confirm(account, password, network);
    if (!checked.ok) return checked;
    const recoveryCode = await this.makeCode(account, checked.hash);
    return recoveryCode === null
      ? { ok: false, code: 'unauthenticated' }
      : { ok: true, recoveryCode };
  }

  /** Returns when the account's own code was created; `null`: the account has none. */
  async state({ account }: SessionRecord): Promise<EndpointAck<'recoveryCodeState'>> {
    return { ok: true, since: await this.#of.storage.recoveryCodes.ownSince(account) };
  }

  /**
   * Sets the new password, signs out every device of the account and signs in the requesting
   * device. An unknown ID gets the same answer as a wrong code, after the same work.
   *
   * When the same device repeats the request with the same password, it is signed in again and gets
   * another code, because the first answer may have been lost.
   */
  async recover(body: RecoverBody, network: string): Promise<EndpointAck<'recoverAccount'>> {
    const { limits, devices } = this.#of;
    const { id } = body;
    const code = recoveryCodeIn(body.recoveryCode);
    // A typing error that the check characters detect does not count as an attempt.
    if (code === null)
      return { ok: false, code: 'malformed', detail: 'recoveryCode: not a recovery code' };
    const admission = await limits.admit('recover', id, network);
    if (admission.is === 'refused') {
      return { ok: false, code: 'rate-limited', retryAfterMs: admission.retryAfterMs };
    }
    const used = await this.#use(code, body, network);
    if (used === null) {
      await admission.wrong();
      return (await this.#recoveredBefore(body, network)) ?? wrongCode;
    }
    await admission.right();
    for (const device of used.ended) await devices.end(id, device, 'revoked');
    return this.#signedIn(body, used);
  }

  /** Sets the password and creates the next code. `null`: the code is wrong or no longer valid. */
  async #use(code: string, { id, password }: RecoverBody, network: string) {
    const { storage, passwords, clock } = this.#of;
    const hash = hashToken(code);
    if (!(await storage.recoveryCodes.opens(id, hash, clock.wall()))) return null;
    const passwordHash = await passwords.hash(password, network);
    const next = newRecoveryCode();
    const change = { passwordHash, nextHash: next.hash, at: clock.wall() };
    const ended = await storage.recoveryCodes.use(id, hash, change);
    return ended === null ? null : { ended, recoveryCode: next.code, passwordHash };
  }

  /**
   * Answers a repeated request of a device that is signed in already and knows the new password.
   */
  async #recoveredBefore(
    body: RecoverBody,
    network: string,
  ): Promise<EndpointAck<'recoverAccount'> | null> {
    const { storage, passwordCheck } = this.#of;
    const sessions = await storage.sessions.list(body.id);
    if (!sessions.some(({ device }) => device.id === body.device.id)) return null;
    const checked = await passwordCheck.signIn(body.id, body.password, network);
    if (!checked.ok) return checked.code === 'rate-limited' ? checked : null;
    const { hash: passwordHash } = checked;
    const recoveryCode = await this.makeCode(body.id, passwordHash);
    return recoveryCode === null ? null : this.#signedIn(body, { recoveryCode, passwordHash });
  }

  async #signedIn(
    { id, device }: RecoverBody,
    {
      recoveryCode,
      passwordHash,
    }: { readonly recoveryCode: string; readonly passwordHash: string },
  ): Promise<EndpointAck<'recoverAccount'>> {
    const account = await this.#of.storage.accounts.find(id);
    const opened = account && (await this.#of.sessions.open(id, device, passwordHash));
    // The account was deleted or its password was changed in the meantime.
    if (account === null || opened === null) return wrongCode;
    return { ok: true, ...opened, account, recoveryCode };
  }
}
