import type { AccountId, CallId, DeviceAddress } from '@tatap/protocol/signaling';
import type {
  CallScope,
  CallTable,
  FoundCalls,
} from '../../signaling-server/domain/calls/call-state.ts';
import type { Advanced, StoredCall } from '../../signaling-server/domain/calls/stored-call.ts';
import type { Clock } from '../../signaling-server/domain/ports.ts';
import type {
  Changed,
  Directory,
  Registered,
  Registration,
} from '../../signaling-server/domain/registrar-types.ts';
import { MemoryCalls } from '../../signaling-server/state/memory-calls.ts';
import { MemoryDirectory } from '../../signaling-server/state/memory-directory.ts';

/** Lets others go before, without time passing. */
async function delay(random: () => number): Promise<void> {
  for (let turns = Math.floor(random() * 12); turns > 0; turns -= 1) await null;
}

/** Registrations in a directory like that: every change is thought of twice, and comes late. */
export class HostileDirectory implements Directory {
  readonly inner: MemoryDirectory;
  readonly #random: () => number;

  constructor(clock: Clock, seed: number) {
    this.inner = new MemoryDirectory(clock);
    this.#random = randomFrom(seed);
  }

  async of(account: AccountId): Promise<readonly Registered[]> {
    await delay(this.#random);
    const found = throughJson(await this.inner.of(account));
    await delay(this.#random);
    return found;
  }

  async find(device: DeviceAddress): Promise<Registration | null> {
    await delay(this.#random);
    return throughJson(await this.inner.find(device));
  }

  async update(
    device: DeviceAddress,
    reduce: (before: Registration | null, now: number) => Registration | null,
  ): Promise<Changed> {
    await delay(this.#random);
    const changed = await this.inner.update(device, (before, now) => {
      // As after a compare-and-set that failed.
      reduce(before, now);
      return reduce(before, now);
    });
    await delay(this.#random);
    return changed;
  }

  onDue(listener: (device: DeviceAddress, dueAt: number) => void): void {
    this.inner.onDue((device, dueAt) => {
      listener(device, dueAt);
      if (this.#random() < 0.3) listener(device, dueAt);
    });
  }

  close(): void {
    this.inner.close();
  }
}

/**
 * Calls in a store that behaves as one across a network at its worst: answers come after any delay and
 * in any order, what is read went through JSON, commits are refused or their answer is lost, deadlines
 * are told twice, and processes die between doing what a change asks for and noting that it is done.
 */
export class HostileCalls implements CallTable {
  readonly #inner: MemoryCalls;
  readonly #random: () => number;
  readonly #read = new WeakMap<FoundCalls, FoundCalls>();

  /** @param seed - the same seed misbehaves in the same way */
  constructor(clock: Clock, seed: number) {
    this.#inner = new MemoryCalls(clock);
    this.#random = randomFrom(seed);
  }

  async find(callId: CallId): Promise<StoredCall | null> {
    await delay(this.#random);
    return throughJson(await this.#inner.find(callId));
  }

  async load(scope: CallScope): Promise<FoundCalls> {
    await delay(this.#random);
    const found = await this.#inner.load(scope);
    await delay(this.#random);
    const copy: FoundCalls = {
      now: found.now,
      find: (callId) => throughJson(found.find(callId)),
      of: (account) => throughJson(found.of(account)),
    };
    this.#read.set(copy, found);
    return copy;
  }

  async commit(found: FoundCalls, calls: readonly Advanced[]): Promise<boolean> {
    const read = this.#read.get(found);
    if (read === undefined) throw new Error('committed without having loaded');
    await delay(this.#random);
    if (this.#happens(0.15)) return false;
    // The process dies after it has done what the outbox asks for; another one does it again.
    if (calls.every((one) => isDone(read, one)) && this.#happens(0.1)) return true;
    const isWritten = await this.#inner.commit(read, throughJson(calls));
    await delay(this.#random);
    return isWritten && !this.#happens(0.1);
  }

  onDue(listener: (callId: CallId, dueAt: number) => void): void {
    this.#inner.onDue((callId, dueAt) => {
      listener(callId, dueAt);
      if (this.#happens(0.3)) listener(callId, dueAt);
    });
  }

  live(): Promise<number> {
    return this.#inner.live();
  }

  close(): void {
    this.#inner.close();
  }

  #happens(chance: number): boolean {
    return this.#random() < chance;
  }
}

/** Whether a commit only notes what of the outbox is done. */
function isDone(found: FoundCalls, { call, isForgotten }: Advanced): boolean {
  const before = found.find(call.ids[0]);
  return (
    !isForgotten &&
    before !== null &&
    before.nextSeq === call.nextSeq &&
    before.outbox.length > call.outbox.length
  );
}

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** Numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
