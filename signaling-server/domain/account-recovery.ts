import type {
  AccountId,
  Ack,
  EndpointAck,
  endpoints,
  Output,
  Refusal,
} from '@tatap/protocol/signaling';
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

/** Codes by which people who have forgotten their password get back into their account. */
export class AccountRecovery {
  readonly #of: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#of = dependencies;
  }

  /** Makes the account's own code, in place of the one before. `null`: there is no such account. */
  async makeCode(account: AccountId): Promise<string | null> {
    const { storage, clock } = this.#of;
    const { code, hash } = newRecoveryCode();
    const record = {
      account,
      kind: 'own',
      hash,
      createdAt: clock.wall(),
      expiresAt: null,
    } as const;
    return (await storage.recoveryCodes.put(record)) ? code : null;
  }

  /** Makes a code for a signed-in device whose person gives the password. */
  async renewCode(
    { account }: SessionRecord,
    password: string,
    network: string,
  ): Promise<EndpointAck<'newRecoveryCode'>> {
    const checked = await this.#of.passwordCheck.confirm(account, password, network);
    if (!checked.ok) return checked;
    const recoveryCode = await this.makeCode(account);
    return recoveryCode === null
      ? { ok: false, code: 'unauthenticated' }
      : { ok: true, recoveryCode };
  }

  /** Since when the account has a code. */
  async state({ account }: SessionRecord): Promise<EndpointAck<'recoveryCodeState'>> {
    return { ok: true, since: await this.#of.storage.recoveryCodes.ownSince(account) };
  }

  /**
   * Sets the password that a code's owner chooses, signs every device out and the asking one in.
   * An ID that nobody has is answered like a wrong code, after the same work. Asked again by the
   * same device with the same password, it signs the device in: the first answer may have been
   * lost, and with it the next code.
   */
  async recover(body: RecoverBody, network: string): Promise<EndpointAck<'recoverAccount'>> {
    const { limits, storage, passwords, clock, devices } = this.#of;
    const { id } = body;
    const code = recoveryCodeIn(body.recoveryCode);
    // A slip that its check characters show is no try.
    if (code === null) return { ok: false, code: 'malformed', detail: 'recoveryCode: no code' };
    const admission = await limits.admit('recover', id, network);
    if (admission.is === 'refused') {
      return { ok: false, code: 'rate-limited', retryAfterMs: admission.retryAfterMs };
    }
    const hash = hashToken(code);
    const next = newRecoveryCode();
    const ended = (await storage.recoveryCodes.opens(id, hash, clock.wall()))
      ? await storage.recoveryCodes.use(id, hash, {
          passwordHash: await passwords.hash(body.password, network),
          nextHash: next.hash,
          at: clock.wall(),
        })
      : null;
    if (ended === null) {
      await admission.wrong();
      return (await this.#recoveredBefore(body, network)) ?? wrongCode;
    }
    await admission.right();
    for (const device of ended) devices.end(id, device, 'revoked');
    return this.#signedIn(body, next.code);
  }

  /** What a signed-in device gets that knows the password: a code that was used by it before. */
  async #recoveredBefore(
    body: RecoverBody,
    network: string,
  ): Promise<EndpointAck<'recoverAccount'> | null> {
    const { storage, passwordCheck } = this.#of;
    const sessions = await storage.sessions.list(body.id);
    if (!sessions.some(({ device }) => device.id === body.device.id)) return null;
    const checked: Ack = await passwordCheck.signIn(body.id, body.password, network);
    if (!checked.ok) return null;
    const code = await this.makeCode(body.id);
    return code === null ? null : this.#signedIn(body, code);
  }

  async #signedIn(
    { id, device }: RecoverBody,
    recoveryCode: string,
  ): Promise<EndpointAck<'recoverAccount'>> {
    const account = await this.#of.storage.accounts.find(id);
    // Deleted in this very moment.
    if (account === null) return wrongCode;
    const { token, expiresAt } = await this.#of.sessions.open(id, device);
    return { ok: true, token, expiresAt, account, recoveryCode };
  }
}
