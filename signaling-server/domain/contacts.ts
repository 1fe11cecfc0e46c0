import type {
  AccountId,
  Contact,
  EventPayload,
  Refusal,
  RequestAck,
  RequestPayload,
} from '@tatap/protocol/signaling';
import { type Background, KeyedQueue } from './background.ts';
import {
  type ContactAct,
  contactRules,
  nothing,
  type Pair,
  relationOf,
  type Standing,
} from './contacts-rules.ts';
import { type Pace, Pacer } from './pacer.ts';
import type { Clock, ContactRecord, Devices, Storage } from './ports.ts';
import type { Presence } from './presence.ts';
import { ok, refuse } from './refusals.ts';
import { RequestPauses } from './request-pauses.ts';

interface Dependencies {
  readonly clock: Clock;
  readonly devices: Devices;
  readonly storage: Pick<Storage, 'accounts' | 'contacts'>;
  readonly presence: Presence;
  readonly background: Background;
  /** The largest number of contacts of an account, requests and blocked people included. */
  readonly contactsPerAccount: number;
  /** `account` has blocked `other`. */
  readonly onBlocked: (account: AccountId, other: AccountId) => Promise<void>;
}

/**
 * A correction soon after a change is sent at once. A name that changes often is sent once a
 * minute.
 */
const renamePace: Pace = { atOnce: 2, everyMs: 60_000 };

/** Contacts of accounts. Every change is sent to every device of both people. */
export class Contacts {
  readonly #dependencies: Dependencies;
  readonly #pairs = new KeyedQueue();
  readonly #requests = new RequestPauses();
  readonly #renames: Pacer;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#renames = new Pacer(dependencies.clock, renamePace);
  }

  async list(owner: AccountId): Promise<readonly ContactRecord[]> {
    return this.#dependencies.storage.contacts.list(owner);
  }

  request(account: AccountId, other: AccountId): Promise<RequestAck<'contact.request'>> {
    return this.#actWithContact(account, other, 'request');
  }

  accept(account: AccountId, other: AccountId): Promise<RequestAck<'contact.accept'>> {
    return this.#actWithContact(account, other, 'accept');
  }

  block(account: AccountId, other: AccountId): Promise<RequestAck<'contact.block'>> {
    return this.#actWithContact(account, other, 'block');
  }

  decline(account: AccountId, other: AccountId): Promise<RequestAck<'contact.decline'>> {
    return this.#actAlone(account, other, 'decline');
  }

  remove(account: AccountId, other: AccountId): Promise<RequestAck<'contact.remove'>> {
    return this.#actAlone(account, other, 'remove');
  }

  unblock(account: AccountId, other: AccountId): Promise<RequestAck<'contact.unblock'>> {
    return this.#actAlone(account, other, 'unblock');
  }

  async update(
    account: AccountId,
    { id, favourite, nickname }: RequestPayload<'contact.update'>,
  ): Promise<RequestAck<'contact.update'>> {
    const { devices, storage } = this.#dependencies;
    const record = await storage.contacts.annotate(account, id, {
      ...(favourite === undefined ? {} : { favourite }),
      ...(nickname === undefined ? {} : { nickname }),
    });
    if (record === null) return refuse('not-found');
    const contact = await this.show(record);
    devices.sendToAccount(account, 'contact.changed', { contact });
    return ok({ contact });
  }

  /** The contact as its owner sees it now. */
  async show(record: ContactRecord): Promise<Contact> {
    const { other, bond, blockedBack, favourite, nickname } = record;
    const relation = relationOf(record) ?? 'outgoing';
    const seen = relation === 'accepted' && !blockedBack;
    const presence = seen ? await this.#dependencies.presence.of(other) : 'offline';
    // A contact request or a block does not reveal the other person's name.
    const named = bond === 'accepted' || bond === 'incoming';
    const displayName = named ? record.displayName : other;
    return { id: other, displayName, relation, presence, favourite, nickname };
  }

  /** Sends the account's new name to its contacts, soon and at a limited rate. */
  renamed(account: AccountId): void {
    const { background, devices, storage } = this.#dependencies;
    this.#renames.run(account, () =>
      background.run(`renamed ${account}`, 'tell a new name', async () => {
        for (const record of await storage.contacts.acceptedBy(account)) {
          if (record.blocked || record.blockedBack) continue;
          const contact = await this.show(record);
          devices.sendToAccount(record.owner, 'contact.changed', { contact });
        }
      }),
    );
  }

  /** An invitation created the account: its inviter, if there is one, sees the new contact. */
  invited(account: AccountId): void {
    const { background, storage } = this.#dependencies;
    background.run(`invited ${account}`, 'tell a contact by invitation', async () => {
      for (const { owner } of await storage.contacts.acceptedBy(account)) {
        await this.#tell(owner, account);
      }
    });
  }

  /** Cancels events that wait to be sent. */
  close(): void {
    this.#renames.close();
  }

  /** Resolves when no change runs. */
  idle(): Promise<void> {
    return this.#pairs.idle();
  }

  async #actWithContact(
    account: AccountId,
    other: AccountId,
    act: 'request' | 'accept' | 'block',
  ): Promise<Refusal | { readonly ok: true; readonly contact: Contact }> {
    const refusal = await this.#act(account, other, act);
    if (refusal !== null) return refusal;
    const record = await this.#dependencies.storage.contacts.find(account, other);
    return record === null ? refuse('not-found') : ok({ contact: await this.show(record) });
  }

  async #actAlone(
    account: AccountId,
    other: AccountId,
    act: 'decline' | 'remove' | 'unblock',
  ): Promise<Refusal | { readonly ok: true }> {
    return (await this.#act(account, other, act)) ?? ok();
  }

  /** Changes of one pair run one after another, whichever of the two people makes them. */
  async #act(account: AccountId, other: AccountId, act: ContactAct): Promise<Refusal | null> {
    if (account === other) return refuse('own-account');
    const pair = account < other ? `${account} ${other}` : `${other} ${account}`;
    return this.#pairs.run(pair, () => this.#change(account, other, act));
  }

  async #change(account: AccountId, other: AccountId, act: ContactAct): Promise<Refusal | null> {
    const { clock, storage } = this.#dependencies;
    if ((await storage.accounts.find(other)) === null) {
      return act === 'request' || act === 'block' ? refuse('unknown-account') : null;
    }
    const before = await this.#pairOf(account, other);
    const ruling = contactRules[act](before);
    if (ruling.is === 'refused') return refuse(ruling.code);
    const pair = await this.#sparingFull(other, before, ruling.pair);
    if (isAbsent(before.mine) && !isAbsent(pair.mine) && (await this.#isFull(account))) {
      return refuse('limit-reached');
    }
    if (act === 'request' && pair.mine.bond === 'outgoing' && before.mine.bond !== 'outgoing') {
      const retryAfterMs = this.#requests.take(account, other, clock.now());
      if (retryAfterMs > 0) return { ok: false, code: 'rate-limited', retryAfterMs };
    }
    const changes = [
      ...(same(pair.mine, before.mine) ? [] : [{ owner: account, other, ...pair.mine }]),
      ...(same(pair.theirs, before.theirs)
        ? []
        : [{ owner: other, other: account, ...pair.theirs }]),
    ];
    if (changes.length > 0) await storage.contacts.write(changes, clock.wall());
    if (act === 'block') await this.#dependencies.onBlocked(account, other);
    if (relationOf(pair.mine) !== relationOf(before.mine)) await this.#tell(account, other);
    if (relationOf(pair.theirs) !== relationOf(before.theirs)) await this.#tell(other, account);
    await this.#showPresence(account, other, before, pair);
    return null;
  }

  /** The blocked person sees the other go offline, and come back when the block ends. */
  async #showPresence(
    account: AccountId,
    other: AccountId,
    before: Pair,
    now: Pair,
  ): Promise<void> {
    if (before.mine.blocked === now.mine.blocked) return;
    if (now.theirs.bond !== 'accepted' || now.theirs.blocked) return;
    const { devices, presence } = this.#dependencies;
    const real = await presence.of(account);
    if (real === 'offline') return;
    const payload = { id: account, presence: now.mine.blocked ? 'offline' : real } as const;
    devices.sendToAccount(other, 'presence.changed', payload);
  }

  /** A full list accepts no more requests. The person who sends the request does not see this. */
  async #sparingFull(other: AccountId, before: Pair, pair: Pair): Promise<Pair> {
    const asks = isAbsent(before.theirs) && pair.theirs.bond === 'incoming';
    return asks && (await this.#isFull(other)) ? { ...pair, theirs: nothing } : pair;
  }

  async #isFull(account: AccountId): Promise<boolean> {
    const { contactsPerAccount, storage } = this.#dependencies;
    return (await storage.contacts.count(account)) >= contactsPerAccount;
  }

  async #pairOf(account: AccountId, other: AccountId): Promise<Pair> {
    const { contacts } = this.#dependencies.storage;
    const [mine, theirs] = await Promise.all([
      contacts.find(account, other),
      contacts.find(other, account),
    ]);
    return { mine: standingOf(mine), theirs: standingOf(theirs) };
  }

  /** Sends the devices of `owner` the current contact `other`. */
  async #tell(owner: AccountId, other: AccountId): Promise<void> {
    const { devices, storage } = this.#dependencies;
    const record = await storage.contacts.find(owner, other);
    if (record === null) devices.sendToAccount(owner, 'contact.removed', { id: other });
    else {
      const payload: EventPayload<'contact.changed'> = { contact: await this.show(record) };
      devices.sendToAccount(owner, 'contact.changed', payload);
    }
  }
}

function standingOf(record: ContactRecord | null): Standing {
  return record === null ? nothing : { bond: record.bond, blocked: record.blocked };
}

const isAbsent = (standing: Standing): boolean => relationOf(standing) === null;

const same = (one: Standing, two: Standing): boolean =>
  one.bond === two.bond && one.blocked === two.blocked;
