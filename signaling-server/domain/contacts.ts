import type {
  AccountId,
  Contact,
  EventPayload,
  Refusal,
  RequestAck,
  RequestPayload,
} from '@tatap/protocol/signaling';
import { type ContactAct, contactRules, type Pair } from './contacts-rules.ts';
import { KeyedQueue } from './keyed-queue.ts';
import type { Clock, ContactRecord, Storage } from './ports.ts';
import type { Presence } from './presence.ts';
import { ok, refuse } from './refusals.ts';
import type { Registrar } from './registrar.ts';

interface Dependencies {
  readonly clock: Pick<Clock, 'now'>;
  readonly registrar: Registrar;
  readonly storage: Pick<Storage, 'accounts' | 'contacts'>;
  readonly presence: Presence;
  /** How many contacts an account may have, requests and blocked ones included. */
  readonly contactsPerAccount: number;
  /** `account` has blocked `other`. */
  readonly onBlocked: (account: AccountId, other: AccountId) => void;
}

/** Contacts of accounts; every device of both people is told of each change. */
export class Contacts {
  readonly #dependencies: Dependencies;
  readonly #pairs = new KeyedQueue();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
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
    const { registrar, storage } = this.#dependencies;
    const record = await storage.contacts.annotate(account, id, {
      ...(favourite === undefined ? {} : { favourite }),
      ...(nickname === undefined ? {} : { nickname }),
    });
    if (record === null) return refuse('not-found');
    const contact = this.show(record);
    registrar.sendToAccount(account, 'contact.changed', { contact });
    return ok({ contact });
  }

  /** A record as its owner sees it now. */
  show(record: ContactRecord): Contact {
    const { other, displayName, relation, favourite, nickname } = record;
    const presence = relation === 'accepted' ? this.#dependencies.presence.of(other) : 'offline';
    return { id: other, displayName, relation, presence, favourite, nickname };
  }

  /** The account's name changed: those who have it in their list and are not blocked see it. */
  async renamed(account: AccountId): Promise<void> {
    const { storage } = this.#dependencies;
    for (const { other, relation } of await storage.contacts.list(account)) {
      if (relation !== 'blocked') await this.#tell(other, account);
    }
  }

  /** Resolves when no change is under way. */
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
    return record === null ? refuse('not-found') : ok({ contact: this.show(record) });
  }

  async #actAlone(
    account: AccountId,
    other: AccountId,
    act: 'decline' | 'remove' | 'unblock',
  ): Promise<Refusal | { readonly ok: true }> {
    return (await this.#act(account, other, act)) ?? ok();
  }

  /** Changes of one pair run one after another, whoever of the two makes them. */
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
    const { pair } = ruling;
    if (before.mine === null && pair.mine !== null && (await this.#isFull(account))) {
      return refuse('limit-reached');
    }
    const spared = await this.#sparingFull(other, before, pair);
    const changes = [
      ...(spared.mine === before.mine
        ? []
        : [{ owner: account, other, relation: spared.mine } as const]),
      ...(spared.theirs === before.theirs
        ? []
        : [{ owner: other, other: account, relation: spared.theirs } as const]),
    ];
    if (changes.length > 0) await storage.contacts.write(changes, clock.now());
    if (act === 'block') this.#dependencies.onBlocked(account, other);
    for (const change of changes) await this.#tell(change.owner, change.other);
    return null;
  }

  /** A list that is full takes no more requests; whoever asks does not see it. */
  async #sparingFull(other: AccountId, before: Pair, pair: Pair): Promise<Pair> {
    const asks = before.theirs === null && pair.theirs === 'incoming';
    return asks && (await this.#isFull(other)) ? { ...pair, theirs: null } : pair;
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
    return { mine: mine?.relation ?? null, theirs: theirs?.relation ?? null };
  }

  /** Tells the devices of `owner` what they have about `other` now. */
  async #tell(owner: AccountId, other: AccountId): Promise<void> {
    const { registrar, storage } = this.#dependencies;
    const record = await storage.contacts.find(owner, other);
    if (record === null) registrar.sendToAccount(owner, 'contact.removed', { id: other });
    else {
      const payload: EventPayload<'contact.changed'> = { contact: this.show(record) };
      registrar.sendToAccount(owner, 'contact.changed', payload);
    }
  }
}
