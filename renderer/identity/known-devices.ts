import { type ReadonlySignal, signal } from '@preact/signals-core';
import {
  type AccountId,
  accountId,
  type DeviceAddress,
  type DeviceId,
  deviceId,
  type PublicKey,
  parse,
  publicKey,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import { KeptJson, type KeyValueStore } from '../key-value.ts';

/**
 * A device of somebody else as this device knows it. `new`: it came after others of that person
 * were known, and nobody has read of it yet. `verified`: the two people have compared their safety
 * numbers.
 */
const knownDevice = v.object({
  id: deviceId,
  /** The key that was seen first; it never changes. */
  key: publicKey,
  /** What a newer version may have written is a device that was met. */
  standing: v.fallback(v.picklist(['new', 'known', 'verified']), 'known'),
});
export type KnownDevice = v.InferOutput<typeof knownDevice>;

/** The devices of each person, in the order in which they were met. */
type Book = Readonly<Record<AccountId, readonly KnownDevice[]>>;

/**
 * The keys of other people's devices as this device first saw them, kept for each own account.
 * What was seen once is believed before anything that the server says later, whichever page of this
 * profile has seen it.
 */
export class KnownDevices {
  readonly #store: KeyValueStore;
  readonly #book = signal<Book>({});
  #account: AccountId | null = null;
  #kept: KeptJson<Book> | null = null;
  #stopListening = () => {};

  constructor(store: KeyValueStore) {
    this.#store = store;
  }

  /** Uses what is kept for this account; `null` knows nobody. */
  open(account: AccountId | null): void {
    if (account === this.#account) return;
    this.#account = account;
    this.#stopListening();
    this.#stopListening = () => {};
    this.#kept = account === null ? null : new KeptJson(this.#store, keyOf(account), bookOf);
    this.#book.value = this.#kept?.read() ?? {};
    if (this.#kept === null) return;
    this.#stopListening = this.#kept.onChanged((book) => {
      this.#book.value = book;
    });
  }

  get all(): ReadonlySignal<Book> {
    return this.#book;
  }

  /** The device, if it was met before. */
  find({ account, device }: DeviceAddress): KnownDevice | null {
    return this.#book.value[account]?.find(({ id }) => id === device) ?? null;
  }

  /** Pins the key of a device that was not known. A person's first one is nothing new. */
  learn({ account, device }: DeviceAddress, key: PublicKey): void {
    this.#change(account, (before) => {
      if (before.some(({ id }) => id === device)) return before;
      const standing = before.length === 0 ? 'known' : 'new';
      return [...before, { id: device, key, standing }];
    });
  }

  /** What people have made of a device: read of it, compared it, or taken that back. */
  setStanding(
    { account, device }: DeviceAddress,
    standing: Exclude<KnownDevice['standing'], 'new'>,
  ): void {
    this.#change(account, (before) =>
      before.map((one) => (one.id === device ? { ...one, standing } : one)),
    );
  }

  /** Forgets what is kept for an own account: it was deleted. */
  forget(account: AccountId): void {
    this.#store.write(keyOf(account), null);
    if (account === this.#account) this.#book.value = {};
  }

  #change(
    account: AccountId,
    change: (before: readonly KnownDevice[]) => readonly KnownDevice[],
  ): void {
    const changed = (book: Book): Book => ({ ...book, [account]: change(book[account] ?? []) });
    this.#book.value = this.#kept?.update(changed) ?? changed(this.#book.value);
  }
}

/** Device by device: one that cannot be read takes no other with it. */
function bookOf(kept: unknown): Book {
  if (typeof kept !== 'object' || kept === null) return {};
  const people = Object.entries(kept).flatMap(([account, devices]) => {
    if (!parse(accountId, account).ok || !Array.isArray(devices)) return [];
    const known = devices.flatMap((device) => {
      const parsed = parse(knownDevice, device);
      return parsed.ok ? [parsed.value] : [];
    });
    return [[account, known] as const];
  });
  return Object.fromEntries(people);
}

/** Whether a person is who they say: every device of theirs that is known was compared. */
export function isVerified(devices: readonly { readonly standing: string }[]): boolean {
  return devices.length > 0 && devices.every(({ standing }) => standing === 'verified');
}

/**
 * Whether a device is new or was never met, while its person is verified on another device. Such a
 * device gets no media until the person here continues.
 */
export function isUnconfirmed(devices: readonly KnownDevice[], id: DeviceId): boolean {
  const standing = devices.find((one) => one.id === id)?.standing ?? 'new';
  return standing === 'new' && devices.some((one) => one.standing === 'verified');
}

function keyOf(account: AccountId): string {
  return `known-devices.${account}`;
}
