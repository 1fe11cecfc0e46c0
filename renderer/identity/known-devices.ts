import { type ReadonlySignal, signal } from '@preact/signals-core';
import {
  type AccountId,
  accountId,
  type DeviceAddress,
  deviceId,
  type PublicKey,
  publicKey,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import { type KeyValueStore, readJson } from '../key-value.ts';

/**
 * A device of somebody else as this device knows it. `new`: it came after others of that person
 * were known, and nobody has read of it yet. `verified`: the two people have compared their safety
 * numbers.
 */
const knownDevice = v.object({
  id: deviceId,
  /** The key that was seen first; it never changes. */
  key: publicKey,
  standing: v.picklist(['new', 'known', 'verified']),
});
export type KnownDevice = v.InferOutput<typeof knownDevice>;

const book = v.record(accountId, v.array(knownDevice));
type Book = v.InferOutput<typeof book>;

/**
 * The keys of other people's devices as this device first saw them, kept for each own account.
 * What was seen once is believed before anything that the server says later.
 */
export class KnownDevices {
  readonly #store: KeyValueStore;
  readonly #book = signal<Book>({});
  #account: AccountId | null = null;

  constructor(store: KeyValueStore) {
    this.#store = store;
  }

  /** Uses what is kept for this account; `null` knows nobody. */
  open(account: AccountId | null): void {
    if (account === this.#account) return;
    this.#account = account;
    const read = account === null ? null : readJson(this.#store, keyOf(account), book);
    this.#book.value = read?.ok === true ? read.value : {};
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
    if (this.find({ account, device }) !== null) return;
    const before = this.#book.value[account] ?? [];
    const standing = before.length === 0 ? 'known' : 'new';
    this.#write(account, [...before, { id: device, key, standing }]);
  }

  /** What people have made of a device: read of it, compared it, or taken that back. */
  setStanding(
    { account, device }: DeviceAddress,
    standing: Exclude<KnownDevice['standing'], 'new'>,
  ): void {
    const before = this.#book.value[account] ?? [];
    this.#write(
      account,
      before.map((one) => (one.id === device ? { ...one, standing } : one)),
    );
  }

  /** Forgets what is kept for an own account: it was deleted. */
  forget(account: AccountId): void {
    this.#store.write(keyOf(account), null);
    if (account === this.#account) this.#book.value = {};
  }

  #write(account: AccountId, devices: readonly KnownDevice[]): void {
    this.#book.value = { ...this.#book.value, [account]: [...devices] };
    if (this.#account !== null) {
      this.#store.write(keyOf(this.#account), JSON.stringify(this.#book.value));
    }
  }
}

/** Whether a person is who they say: every device of theirs that is known was compared. */
export function isVerified(devices: readonly { readonly standing: string }[]): boolean {
  return devices.length > 0 && devices.every(({ standing }) => standing === 'verified');
}

function keyOf(account: AccountId): string {
  return `known-devices.${account}`;
}
