import type { ReadonlySignal } from '@preact/signals-core';
import type { AccountId, Contact } from '@tatap/protocol/signaling';
import type { Result } from '../result.ts';

export interface ContactsSnapshot {
  /** `false` until the first `registered` of this session. */
  readonly loaded: boolean;
  /** Favourites first, then by name; blocked ones last. */
  readonly contacts: readonly Contact[];
}

export interface ContactsModel {
  readonly snapshot: ReadonlySignal<ContactsSnapshot>;
  /** Nickname, else display name, else the ID itself. */
  nameOf(id: AccountId): string;
  find(id: AccountId): Contact | undefined;
  request(id: string): Promise<Result<{ contact: Contact }>>;
  accept(id: AccountId): Promise<Result>;
  decline(id: AccountId): Promise<Result>;
  remove(id: AccountId): Promise<Result>;
  block(id: AccountId): Promise<Result>;
  unblock(id: AccountId): Promise<Result>;
  setFavourite(id: AccountId, favourite: boolean): Promise<Result>;
  setNickname(id: AccountId, nickname: string): Promise<Result>;
}
