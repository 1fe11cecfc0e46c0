import {
  type Ack,
  assertNever,
  type EndpointAck,
  type EndpointName,
  type endpoints,
  type Output,
  type Refusal,
} from '@tatap/protocol/signaling';
import type { AccountRecovery } from './account-recovery.ts';
import { relationOf } from './contacts-rules.ts';
import type { PasswordCheck } from './password-check.ts';
import type { Passwords } from './passwords.ts';
import type { AttemptLimit, Clock, ConnectedDevices, SessionRecord, Storage } from './ports.ts';
import type { Sessions } from './sessions.ts';
import { newRecoveryCode, normalInvitationCode } from './tokens.ts';

/** Who may create an account: anybody, people with an invitation, or nobody. */
export type Registration = 'open' | 'invitation' | 'closed';

type Body<N extends EndpointName> = Output<(typeof endpoints)[N]['body']>;

interface Dependencies {
  readonly storage: Storage;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly passwordCheck: PasswordCheck;
  readonly recovery: AccountRecovery;
  readonly devices: ConnectedDevices;
  readonly clock: Clock;
  readonly registration: Registration;
  /** Limits new accounts per network. */
  readonly creations: AttemptLimit;
  /**
   * Limits changes of the display name per account, because each change is an event to every
   * contact.
   */
  readonly renames: AttemptLimit;
}

/** How long a client may repeat the creation of an account, in milliseconds. */
const registrationMs = 60 * 60 * 1000;

const idTaken: Refusal = { ok: false, code: 'id-taken' };

/**
 * Creates, changes, exports and deletes accounts, and signs devices in. `network` is the key of
 * limits per network.
 */
export class Accounts {
  readonly #of: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#of = dependencies;
  }

  /**
   * Creates an account and signs in its first device. When the same device repeats the request with
   * the same password, it is signed in, because the first answer may have been lost.
   */
  async create(
    body: Body<'createAccount'>,
    network: string,
  ): Promise<EndpointAck<'createAccount'>> {
    const { registration, storage, passwords, creations, clock, devices } = this.#of;
    if (registration === 'closed') return { ok: false, code: 'registration-closed' };
    const invitation = registration === 'invitation' ? (body.invitation ?? '') : null;
    if (invitation === '') return { ok: false, code: 'invitation-required' };
    const repeated = await this.#createdBefore(body, network);
    if (repeated !== null) return repeated;
    const retryAfterMs = await creations.take(network);
    if (retryAfterMs > 0) return { ok: false, code: 'rate-limited', retryAfterMs };
    // Avoids the work of hashing. With registration by invitation this check is left out, so that
    // people without an invitation do not learn which IDs exist.
    if (invitation === null && (await storage.accounts.find(body.id)) !== null) return idTaken;
    const passwordHash = await passwords.hash(body.password, network);
    const outcome = await storage.accounts.create({
      id: body.id,
      displayName: body.displayName,
      passwordHash,
      createdAt: clock.wall(),
      invitation: invitation === null ? null : normalInvitationCode(invitation),
    });
    switch (outcome) {
      case 'created':
        if (invitation !== null) devices.invitationUsed(body.id);
        return this.#withCode(await this.#signedIn(body, passwordHash), passwordHash);
      case 'taken':
        return idTaken;
      case 'bad-invitation':
        return { ok: false, code: 'invitation-required' };
      default:
        return assertNever(outcome);
    }
  }

  /** Signs a device in. */
  async signIn(body: Body<'signIn'>, network: string): Promise<EndpointAck<'signIn'>> {
    const checked = await this.#of.passwordCheck.signIn(body.id, body.password, network);
    return checked.ok ? this.#signedIn(body, checked.hash) : checked;
  }

  async update(
    session: SessionRecord,
    change: Body<'updateAccount'>,
  ): Promise<EndpointAck<'updateAccount'>> {
    const { storage, renames, devices } = this.#of;
    const before = await storage.accounts.find(session.account);
    const { displayName = before?.displayName } = change;
    const renamed = displayName !== before?.displayName;
    if (renamed) {
      const retryAfterMs = await renames.take(session.account);
      if (retryAfterMs > 0) return { ok: false, code: 'rate-limited', retryAfterMs };
    }
    const account = await storage.accounts.update(session.account, {
      ...(change.displayName === undefined ? {} : { displayName: change.displayName }),
      ...(change.whoMayCall === undefined ? {} : { whoMayCall: change.whoMayCall }),
    });
    if (account === null) return { ok: false, code: 'unauthenticated' };
    devices.accountChanged(account, { renamed });
    return { ok: true, account };
  }

  /**
   * Changes the password and signs out every other device. A person who knew the old password may
   * have created a recovery code with it. So all codes end, and the answer contains a new one.
   */
  async changePassword(
    session: SessionRecord,
    { current, next }: Body<'changePassword'>,
    network: string,
  ): Promise<EndpointAck<'changePassword'>> {
    const { passwordCheck, passwords, storage, sessions, clock } = this.#of;
    const checked = await passwordCheck.confirm(session.account, current, network);
    if (!checked.ok) return checked;
    const passwordHash = await passwords.hash(next, network);
    const { code: recoveryCode, hash: nextHash } = newRecoveryCode();
    const change = { passwordHash, nextHash, at: clock.wall() };
    const changed = await storage.recoveryCodes.changePassword(
      session.account,
      checked.hash,
      change,
    );
    // Another device changed the password in the meantime, so `current` is no longer right.
    if (!changed) return { ok: false, code: 'wrong-credentials' };
    await sessions.revokeOthers(session);
    return { ok: true, recoveryCode };
  }

  /** Everything that the server stores about the account. */
  async export(session: SessionRecord): Promise<EndpointAck<'exportAccount'>> {
    const { storage, sessions, clock } = this.#of;
    const account = await storage.accounts.find(session.account);
    if (account === null) return { ok: false, code: 'unauthenticated' };
    const contacts = await storage.contacts.list(account.id);
    const missedCalls = await storage.missedCalls.list(account.id);
    return {
      ok: true,
      exportedAt: clock.wall(),
      account,
      recoveryCodeSince: await storage.recoveryCodes.ownSince(account.id),
      sessions: await sessions.list(session),
      contacts: contacts.map(({ other, bond, blocked, favourite, nickname, since }) => {
        const relation = relationOf({ bond, blocked }) ?? 'outgoing';
        return { id: other, relation, favourite, nickname, since };
      }),
      missedCalls: missedCalls.map(({ from, media, at }) => ({ from: from.id, media, at })),
      invitations: [...(await storage.invitations.madeBy(account.id))],
    };
  }

  /**
   * Deletes the account and everything that belongs to it, entries in other people's contact lists
   * included.
   */
  async delete(session: SessionRecord, password: string, network: string): Promise<Ack> {
    const checked = await this.#of.passwordCheck.confirm(session.account, password, network);
    if (!checked.ok) return checked;
    const { storage, clock } = this.#of;
    const listedBy = await storage.accounts.delete(session.account, clock.wall());
    await this.#of.devices.accountDeleted(session.account, listedBy);
    return { ok: true };
  }

  /**
   * Signs in a device that created this account itself and sends the right password. `null` for
   * everybody else, so that the answer reveals nothing about other people's accounts.
   */
  async #createdBefore(
    body: Body<'createAccount'>,
    network: string,
  ): Promise<EndpointAck<'createAccount'> | null> {
    const { storage, passwordCheck, clock } = this.#of;
    const sessions = await storage.sessions.list(body.id);
    if (!sessions.some(({ device }) => device.id === body.device.id)) return null;
    const checked = await passwordCheck.signIn(body.id, body.password, network);
    if (!checked.ok) return checked.code === 'rate-limited' ? checked : null;
    const signedIn = await this.#signedIn(body, checked.hash);
    if (!signedIn.ok) return null;
    if (clock.wall() - signedIn.account.createdAt > registrationMs) return signedIn;
    // The person may have changed the display name before the repeated request.
    const { displayName } = body;
    const account = await storage.accounts.update(body.id, { displayName });
    return this.#withCode(account === null ? signedIn : { ...signedIn, account }, checked.hash);
  }

  /** Adds the recovery code of a new account, if its password is still the same. */
  async #withCode(
    signedIn: EndpointAck<'signIn'>,
    passwordHash: string,
  ): Promise<EndpointAck<'createAccount'>> {
    if (!signedIn.ok) return signedIn;
    const recoveryCode = await this.#of.recovery.makeCode(signedIn.account.id, passwordHash);
    return recoveryCode === null ? signedIn : { ...signedIn, recoveryCode };
  }

  async #signedIn(
    { id, device }: Pick<Body<'signIn'>, 'id' | 'device'>,
    passwordHash: string,
  ): Promise<EndpointAck<'signIn'>> {
    const account = await this.#of.storage.accounts.find(id);
    const opened = account && (await this.#of.sessions.open(id, device, passwordHash));
    // The account was deleted or its password was changed in the meantime.
    if (account === null || opened === null) return { ok: false, code: 'wrong-credentials' };
    return { ok: true, ...opened, account };
  }
}
