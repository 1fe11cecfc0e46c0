import type { RoutingEvent, RoutingRefusal } from '@tatap/protocol/call';
import type { AccountId, CallId } from '@tatap/protocol/signaling';
import type { CallOutbox } from './outbox.ts';
import { type Advanced, advance, advanceDue, isLive, type StoredCall } from './stored-call.ts';

/** What a change reads: calls by their IDs, and all calls of accounts. */
export interface CallScope {
  readonly ids?: readonly CallId[];
  readonly accounts?: readonly AccountId[];
}

/** The calls of a scope as they were at one moment. */
export interface FoundCalls {
  /** Time of the store in milliseconds, which all processes share; the origin is the store's own. */
  readonly now: number;
  /** `null`: no such call. An ID of an invite that joined another call finds that call. */
  find(callId: CallId): StoredCall | null;
  /**
   * The account's calls in the order of their invites: those that ring or run, those that a device
   * of it waits to bring back, and those to it that have ended.
   */
  of(account: AccountId): readonly StoredCall[];
}

/**
 * Where calls are kept: in memory for one process, or outside for several. A process that dies at
 * any line leaves a call as it was before a commit or after it.
 */
export interface CallTable {
  /** Finds one call, to read it: the hot path, taken for every signal. */
  find(callId: CallId): Promise<StoredCall | null>;
  load(scope: CallScope): Promise<FoundCalls>;
  /**
   * Writes and removes calls if nothing of what was loaded has changed since (compare-and-set).
   * `false`: something has, and nothing was written; or the answer of the store was lost.
   */
  commit(found: FoundCalls, calls: readonly Advanced[]): Promise<boolean>;
  /** Calls back when the `dueAt` of a call has come. Without an answer it may call back again. */
  onDue(listener: (callId: CallId) => void): void;
  /** How many calls ring or run. */
  live(): Promise<number>;
  close(): void;
}

/** What becomes of the calls of a scope, and the answer to the one who asked. */
export interface Change<T> {
  readonly result: T;
  readonly calls: readonly Advanced[];
}

/** A call that changes all the time: so many other changes came between in a row. */
const mostAttempts = 200;

/** Reads and changes the state of calls. */
export class CallState {
  readonly #table: CallTable;
  readonly #outbox: CallOutbox;

  constructor(table: CallTable, outbox: CallOutbox, report: (error: unknown) => void) {
    this.#table = table;
    this.#outbox = outbox;
    table.onDue((callId) => void this.#due(callId).catch(report));
  }

  find(callId: CallId): Promise<StoredCall | null> {
    return this.#table.find(callId);
  }

  /** See `FoundCalls.of`. */
  async of(account: AccountId): Promise<readonly StoredCall[]> {
    return (await this.#table.load({ accounts: [account] })).of(account);
  }

  /** Calls of the account that ring or run, in the order of their invites. */
  async liveOf(account: AccountId): Promise<readonly StoredCall[]> {
    return (await this.of(account)).filter(isLive);
  }

  live(): Promise<number> {
    return this.#table.live();
  }

  /**
   * Loads, reduces, and writes if nothing came between; otherwise begins anew. So `reduce` is pure,
   * and may run several times. What it asks for is told to devices before this resolves.
   */
  async update<T>(scope: CallScope, reduce: (found: FoundCalls) => Change<T>): Promise<T> {
    // A commit whose answer was lost may have been written, so its calls are flushed as well.
    const written = new Set<CallId>();
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const found = await this.#table.load(scope);
      const { result, calls } = reduce(found);
      for (const { call } of calls) written.add(call.ids[0]);
      if (calls.length > 0 && !(await this.#table.commit(found, calls))) continue;
      await this.#outbox.flush([...written]);
      return result;
    }
    throw new Error('the state of a call changes too often to be changed');
  }

  /** Lets something happen to one call. `call-over`: there is no such call. */
  happen(callId: CallId, event: RoutingEvent): Promise<RoutingRefusal | null> {
    return this.update({ ids: [callId] }, (found) => {
      const call = found.find(callId);
      if (call === null) return { result: 'call-over', calls: [] };
      const advanced = advance(call, event, found.now);
      return { result: advanced.refusal, calls: changed(call, advanced) };
    });
  }

  /** Stops what waits. */
  close(): void {
    this.#table.close();
  }

  #due(callId: CallId): Promise<void> {
    return this.update({ ids: [callId] }, (found) => {
      const call = found.find(callId);
      const isDue = call !== null && call.dueAt !== null && call.dueAt <= found.now;
      return { result: undefined, calls: isDue ? [advanceDue(call, found.now)] : [] };
    });
  }
}

/** Nothing, where an event changed nothing: most are repeated requests. */
export function changed(before: StoredCall, advanced: Advanced): readonly Advanced[] {
  const isSame =
    !advanced.isForgotten &&
    before.state === advanced.call.state &&
    before.nextSeq === advanced.call.nextSeq &&
    before.dueAt === advanced.call.dueAt;
  return isSame ? [] : [advanced];
}
