import type { RoutingState } from '@tatap/protocol/call';
import type { AccountId, Caller, CallId, DeviceAddress, Proof } from '@tatap/protocol/signaling';

/** One call, from its invite until 10 minutes after its end. */
export interface BookedCall {
  state: RoutingState;
  /** The caller as the callee's devices see them. */
  readonly caller: Caller;
  /** The callee's display name, sent to the caller with the accept. `null`: not known. */
  readonly calleeName: string | null;
  /** Call ids by which devices know it: its own, and that of an invite that was joined to it. */
  readonly ids: CallId[];
  cancelTimer: (() => void) | null;
  /** What the first device signed, where the call was brought back by attaching. */
  proof: Proof | null;
  /** Monotonic time of the accept in milliseconds; `acceptedAt` in `state` is time of day. */
  agreedAt: number | null;
}

/** Finds calls by id and by account. */
export class CallBook {
  readonly #byId = new Map<CallId, BookedCall>();
  readonly #byAccount = new Map<AccountId, Set<BookedCall>>();
  /** Calls to an account, until they are forgotten. */
  readonly #byCallee = new Map<AccountId, Set<BookedCall>>();
  readonly #waiting = new Map<string, BookedCall>();
  /** The same calls by ID. `#byId` may hold an ended call with the same ID. */
  readonly #waitingById = new Map<CallId, BookedCall>();
  #live = 0;

  /** Calls that have not ended. */
  get live(): number {
    return this.#live;
  }

  find(callId: CallId): BookedCall | undefined {
    return this.#waitingById.get(callId) ?? this.#byId.get(callId);
  }

  /**
   * One device says that the call runs. It is found by its ID, and is no call of either account:
   * nobody may use up what belongs to another.
   */
  addWaiting(by: DeviceAddress, booked: BookedCall): void {
    for (const id of booked.ids) this.#waitingById.set(id, booked);
    this.#waiting.set(keyOf(by), booked);
  }

  /** The call that a device waits to bring back: one at a time. */
  waitingOf(device: DeviceAddress): BookedCall | undefined {
    return this.#waiting.get(keyOf(device));
  }

  /** Ends the wait and forgets its entry. */
  endWaiting(by: DeviceAddress, { ids }: BookedCall): void {
    this.#waiting.delete(keyOf(by));
    for (const id of ids) this.#waitingById.delete(id);
  }

  add(booked: BookedCall): void {
    const { call } = booked.state;
    this.remember(booked);
    for (const account of [call.caller, call.callee]) enter(this.#byAccount, account, booked);
    enter(this.#byCallee, call.callee, booked);
    this.#live += 1;
  }

  /** The call is found by its ids until it is forgotten. */
  remember(booked: BookedCall): void {
    for (const id of booked.ids) this.#byId.set(id, booked);
  }

  /** The call has ended anew; this tells how, in the place of the entry that was given up. */
  replace(booked: BookedCall): void {
    this.remember(booked);
    enter(this.#byCallee, booked.state.call.callee, booked);
  }

  /** A second invite was joined to the call; it is found by that id too. */
  alias(booked: BookedCall, callId: CallId): void {
    booked.ids.push(callId);
    this.#byId.set(callId, booked);
  }

  /** Calls of the account that have not ended, in the order of their invites. */
  liveOf(account: AccountId): readonly BookedCall[] {
    return [...(this.#byAccount.get(account) ?? [])];
  }

  /** How many calls of the account's making have not ended. */
  startedBy(account: AccountId): number {
    return this.liveOf(account).filter(({ state }) => state.call.caller === account).length;
  }

  /** Calls to the account that live or are remembered, in the order of their invites. */
  callsTo(account: AccountId): readonly BookedCall[] {
    return [...(this.#byCallee.get(account) ?? [])];
  }

  /** The call is over: it counts for nothing any more, and is still found by its id. */
  end(booked: BookedCall): void {
    const { call } = booked.state;
    if (this.#byAccount.get(call.caller)?.has(booked) !== true) return;
    for (const account of [call.caller, call.callee]) leave(this.#byAccount, account, booked);
    this.#live -= 1;
  }

  forget(booked: BookedCall): void {
    booked.cancelTimer?.();
    leave(this.#byCallee, booked.state.call.callee, booked);
    for (const id of booked.ids) {
      if (this.#byId.get(id) === booked) this.#byId.delete(id);
    }
  }

  /** Stops every timer and forgets everything. */
  close(): void {
    const remembered = [...this.#byCallee.values()].flatMap((calls) => [...calls]);
    for (const booked of [...this.#byId.values(), ...this.#waitingById.values(), ...remembered]) {
      booked.cancelTimer?.();
    }
    this.#byId.clear();
    this.#waitingById.clear();
    this.#byAccount.clear();
    this.#byCallee.clear();
    this.#waiting.clear();
    this.#live = 0;
  }
}

function keyOf({ account, device }: DeviceAddress): string {
  return `${account} ${device}`;
}

function enter(index: Map<AccountId, Set<BookedCall>>, account: AccountId, booked: BookedCall) {
  const calls = index.get(account);
  if (calls === undefined) index.set(account, new Set([booked]));
  else calls.add(booked);
}

function leave(index: Map<AccountId, Set<BookedCall>>, account: AccountId, booked: BookedCall) {
  const calls = index.get(account);
  calls?.delete(booked);
  if (calls?.size === 0) index.delete(account);
}
