import type { AccountId, CallId } from '@tatap/protocol/signaling';
import type { CallScope, CallTable, FoundCalls } from '../domain/calls/call-state.ts';
import { type Advanced, isLive, type StoredCall } from '../domain/calls/stored-call.ts';
import type { Clock } from '../domain/ports.ts';
import { callAt } from './memory-directory.ts';

interface Row {
  readonly call: StoredCall;
  readonly version: number;
  readonly cancelTimer: () => void;
}

/** The calls of an account, in the order in which they were added. */
interface Entry {
  readonly calls: Set<CallId>;
  version: number;
}

/** The loaded data, with the version of each row; 0 for a missing row. */
interface Found extends FoundCalls {
  readonly rows: ReadonlyMap<CallId, number>;
  readonly accounts: ReadonlyMap<AccountId, number>;
}

/** The calls of one process. They are lost when it ends; running calls are in storage as well. */
export class MemoryCalls implements CallTable {
  readonly #clock: Clock;
  readonly #rows = new Map<CallId, Row>();
  /** The key of the call of each ID. */
  readonly #calls = new Map<CallId, CallId>();
  readonly #accounts = new Map<AccountId, Entry>();
  #versions = 0;
  #live = 0;
  #listener: (callId: CallId, dueAt: number) => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async find(callId: CallId): Promise<StoredCall | null> {
    return this.#rows.get(this.#keyOf(callId))?.call ?? null;
  }

  async load({ ids = [], accounts = [] }: CallScope): Promise<FoundCalls> {
    const of = new Map(
      accounts.map((account) => [account, [...(this.#accounts.get(account)?.calls ?? [])]]),
    );
    const keys = new Set([...ids, ...[...of.values()].flat()].map((id) => this.#keyOf(id)));
    const calls = new Map<CallId, StoredCall>();
    for (const key of keys) {
      const row = this.#rows.get(key);
      if (row !== undefined) for (const id of row.call.ids) calls.set(id, row.call);
    }
    const found: Found = {
      now: this.#clock.now(),
      find: (callId) => calls.get(callId) ?? null,
      of: (account) => (of.get(account) ?? []).flatMap((id) => calls.get(id) ?? []),
      rows: new Map([...keys].map((key) => [key, this.#rows.get(key)?.version ?? 0])),
      accounts: new Map(
        accounts.map((account) => [account, this.#accounts.get(account)?.version ?? 0]),
      ),
    };
    return found;
  }

  async commit(read: FoundCalls, calls: readonly Advanced[]): Promise<boolean> {
    const { rows, accounts } = read as Found;
    for (const [key, version] of rows) {
      const isStill = this.#keyOf(key) === key && (this.#rows.get(key)?.version ?? 0) === version;
      if (!isStill) return false;
    }
    for (const [account, version] of accounts) {
      if ((this.#accounts.get(account)?.version ?? 0) !== version) return false;
    }
    for (const { call, isForgotten } of calls) {
      if (isForgotten) this.#remove(call.ids[0]);
      else this.#write(call);
    }
    return true;
  }

  onDue(listener: (callId: CallId, dueAt: number) => void): void {
    this.#listener = listener;
  }

  async live(): Promise<number> {
    return this.#live;
  }

  close(): void {
    for (const { cancelTimer } of this.#rows.values()) cancelTimer();
    this.#rows.clear();
    this.#calls.clear();
    this.#accounts.clear();
    this.#live = 0;
  }

  #keyOf(id: CallId): CallId {
    return this.#calls.get(id) ?? id;
  }

  #write(call: StoredCall): void {
    const [key] = call.ids;
    const before = this.#rows.get(key);
    before?.cancelTimer();
    this.#versions += 1;
    this.#rows.set(key, { call, version: this.#versions, cancelTimer: this.#timer(key, call) });
    for (const id of call.ids) this.#calls.set(id, key);
    this.#index(key, before?.call, call);
  }

  #remove(key: CallId): void {
    const row = this.#rows.get(key);
    if (row === undefined) return;
    row.cancelTimer();
    this.#rows.delete(key);
    for (const id of row.call.ids) this.#calls.delete(id);
    this.#index(key, row.call, undefined);
  }

  #index(key: CallId, before: StoredCall | undefined, now: StoredCall | undefined): void {
    this.#live += Number(now !== undefined && isLive(now));
    this.#live -= Number(before !== undefined && isLive(before));
    const [were, are] = [accountsOf(before), accountsOf(now)];
    for (const account of were) if (!are.includes(account)) this.#leave(account, key);
    for (const account of are) if (!were.includes(account)) this.#enter(account, key);
  }

  #enter(account: AccountId, key: CallId): void {
    this.#versions += 1;
    const entry = this.#accounts.get(account);
    if (entry === undefined) {
      this.#accounts.set(account, { calls: new Set([key]), version: this.#versions });
    } else {
      entry.calls.add(key);
      entry.version = this.#versions;
    }
  }

  #leave(account: AccountId, key: CallId): void {
    const entry = this.#accounts.get(account);
    entry?.calls.delete(key);
    if (entry === undefined) return;
    this.#versions += 1;
    entry.version = this.#versions;
    if (entry.calls.size === 0) this.#accounts.delete(account);
  }

  #timer(key: CallId, { dueAt }: StoredCall): () => void {
    return dueAt === null ? () => {} : callAt(this.#clock, dueAt, () => this.#listener(key, dueAt));
  }
}

/** The accounts that have this call in their lists; see `FoundCalls.of`. */
function accountsOf(call: StoredCall | undefined): readonly AccountId[] {
  if (call === undefined) return [];
  const { state } = call;
  const { caller, callee } = state.call;
  switch (state.phase) {
    case 'attaching':
      // A claim of one device must use up no limit of the other account.
      return state.before === null ? [state.by.account] : [...new Set([state.by.account, callee])];
    case 'ended':
      return [callee];
    default:
      return [caller, callee];
  }
}
