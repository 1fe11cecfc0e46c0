import type { AccountId, OwnPresence, WhoMayCall } from '@tatap/protocol/signaling';
import type { ScriptedDevice } from './device.ts';
import { MissedLedger, Register } from './ledger.ts';

const now = (): number => performance.now();

/** How two people stand: who of them has asked the other. */
export type Bond =
  | { readonly state: 'none' }
  | { readonly state: 'asked'; readonly by: AccountId }
  | { readonly state: 'accepted' };

/** What the server stores about one contact of a person. */
export interface Note {
  readonly nickname: Register<string>;
  readonly favourite: Register<boolean>;
}

/** One account with its devices, and what the server must have stored of it. */
export class Person {
  readonly id: AccountId;
  readonly devices: ScriptedDevice[] = [];
  readonly displayName: Register<string>;
  readonly whoMayCall = new Register<WhoMayCall>('everyone', now);
  readonly presence = new Register<OwnPresence>('online', now);
  readonly missed = new MissedLedger(now);
  readonly notes = new Map<AccountId, Note>();
  /** A write of this person is under way: the next one waits, so that the order is known. */
  writing: 'nothing' | 'something' = 'nothing';

  constructor(id: AccountId) {
    this.id = id;
    this.displayName = new Register(id, now);
  }

  noteOn(contact: AccountId): Note {
    const note = this.notes.get(contact) ?? {
      nickname: new Register('', now),
      favourite: new Register(false, now),
    };
    this.notes.set(contact, note);
    return note;
  }
}

/** How every two people stand, as the server must have stored it. */
export class Bonds {
  readonly #bonds = new Map<AccountId, Map<AccountId, Register<Bond>>>();

  of(one: AccountId, two: AccountId): Register<Bond> {
    const bond = this.#bonds.get(one)?.get(two) ?? new Register<Bond>({ state: 'none' }, now);
    for (const [a, b] of [
      [one, two],
      [two, one],
    ] as const) {
      const ofA = this.#bonds.get(a) ?? new Map<AccountId, Register<Bond>>();
      this.#bonds.set(a, ofA.set(b, bond));
    }
    return bond;
  }

  /** Everybody with whom this person has had to do. */
  with(person: AccountId): ReadonlyMap<AccountId, Register<Bond>> {
    return this.#bonds.get(person) ?? new Map();
  }
}
