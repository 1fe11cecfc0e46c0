import type { RoutingEvent, RoutingRefusal } from '@tatap/protocol/call';
import type { AccountId, CallId } from '@tatap/protocol/signaling';
import type { CallOutbox } from './outbox.ts';
import { type Advanced, advance, advanceDue, isLive, type StoredCall } from './stored-call.ts';

/** The calls that a change reads: by call ID, and all calls of accounts. */
export interface CallScope {
  readonly ids?: readonly CallId[];
  readonly accounts?: readonly AccountId[];
}

/** The calls of a scope at one moment. */
export interface FoundCalls {
  /** Time of the store in milliseconds, which all processes share; the origin is the store's own. */
  readonly now: number;
  /**
   * `null`: the call does not exist. The ID of an invite that joined another call finds that call.
   */
  find(callId: CallId): StoredCall | null;
  /**
   * The account's calls in the order of their invites: ringing and running calls, calls with a
   * waiting attach of one of its devices, and ended calls to this account.
   */
  of(account: AccountId): readonly StoredCall[];
}

/**
 * The store of calls: in memory for one process, or shared by several. If a process dies at any
 * line, each call is as it was before or after a commit.
 */
export interface CallTable {
  /** Finds one call, to read it: the hot path, taken for every signal. */
  find(callId: CallId): Promise<StoredCall | null>;
  load(scope: CallScope): Promise<FoundCalls>;
  /**
   * Writes and removes calls if none of the loaded data has changed since (compare-and-set).
   * `false`: the data has changed and nothing was written, or the answer of the store was lost.
   */
  commit(found: FoundCalls, calls: readonly Advanced[]): Promise<boolean>;
  /**
   * Calls back when the `dueAt` of a call has passed by the store's clock, which alone decides that.
   * It may call back more than once for the same `dueAt`.
   */
  onDue(listener: (callId: CallId, dueAt: number) => void): void;
  /** The number of calls that ring or run. */
  live(): Promise<number>;
  close(): void;
}

/** The changed calls of a scope, and the answer to the request. */
export interface Change<T> {
  readonly result: T;
  readonly calls: readonly Advanced[];
}

/** After this many lost compare-and-sets in a row, the change fails. */
const mostAttempts = 200;

/** Reads and changes the state of calls. */
export class CallState {
  readonly #table: CallTable;
  readonly #outbox: CallOutbox;

  constructor(table: CallTable, outbox: CallOutbox, report: (error: unknown) => void) {
    this.#table = table;
    this.#outbox = outbox;
    table.onDue((callId, dueAt) => void this.#due(callId, dueAt).catch(report));
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
   * Loads, reduces, and commits. If other changes came in between, it starts again, so `reduce`
   * must be pure and may run several times. The events of the change have been sent to devices when
   * this resolves.
   */
  async update<T>(scope: CallScope, reduce: (found: FoundCalls) => Change<T>): Promise<T> {
    // A commit may have been written although its answer was lost, so its calls are flushed too.
    const written = new Set<CallId>();
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const found = await this.#table.load(scope);
      const { result, calls } = reduce(found);
      for (const { call } of calls) written.add(call.ids[0]);
      if (calls.length > 0 && !(await this.#table.commit(found, calls))) continue;
      await this.#outbox.flush([...written]);
      return result;
    }
    throw new Error('too many concurrent changes of a call');
  }

  /** Applies an event to one call. `call-over`: the call does not exist. */
  happen(callId: CallId, event: RoutingEvent): Promise<RoutingRefusal | null> {
    return this.update({ ids: [callId] }, (found) => {
      const call = found.find(callId);
      if (call === null) return { result: 'call-over', calls: [] };
      const advanced = advance(call, event, found.now);
      return { result: advanced.refusal, calls: changed(call, advanced) };
    });
  }

  /** Stops the timers. */
  close(): void {
    this.#table.close();
  }

  #due(callId: CallId, dueAt: number): Promise<void> {
    return this.update({ ids: [callId] }, (found) => {
      const call = found.find(callId);
      const isDue = call?.dueAt === dueAt;
      return { result: undefined, calls: isDue ? [advanceDue(call, found.now)] : [] };
    });
  }
}

/** Returns nothing if the event changed nothing; most such events are repeated requests. */
export function changed(before: StoredCall, advanced: Advanced): readonly Advanced[] {
  const isSame =
    !advanced.isForgotten &&
    before.state === advanced.call.state &&
    before.nextSeq === advanced.call.nextSeq &&
    before.dueAt === advanced.call.dueAt;
  return isSame ? [] : [advanced];
}
