/** How one write of a stored value ended. */
interface Write<T> {
  readonly value: T;
  ackedAt: number | null;
}

/**
 * One value that the server stores, with the writes that were asked for, one after another. A write
 * that was not acknowledged may or may not be stored; an acknowledged one must be.
 */
export class Register<T> {
  readonly #now: () => number;
  #writes: Write<T>[];

  /** @param now - monotonic time in milliseconds */
  constructor(value: T, now: () => number) {
    this.#now = now;
    this.#writes = [{ value, ackedAt: now() }];
  }

  /** Begins a write. The functions that come back say how it ended; without one it stays open. */
  write(value: T): { acknowledged(): void; refused(): void } {
    const write: Write<T> = { value, ackedAt: null };
    this.#writes.push(write);
    return {
      acknowledged: () => {
        write.ackedAt = this.#now();
      },
      refused: () => {
        this.#writes = this.#writes.filter((one) => one !== write);
      },
    };
  }

  /** What a read may find that began at `from`: the value acknowledged by then, or a later one. */
  allowed(from: number): readonly T[] {
    const last = this.#writes.findLastIndex(({ ackedAt }) => ackedAt !== null && ackedAt <= from);
    return this.#writes.slice(Math.max(0, last)).map(({ value }) => value);
  }

  /** What may be stored now. */
  get possible(): readonly T[] {
    return this.allowed(this.#now());
  }
}

/** The missed calls of one account: told to a device, and taken by one. */
export class MissedLedger {
  readonly #now: () => number;
  readonly #calls = new Map<string, { toldAt: number; taken: Register<boolean> }>();
  readonly #forgotten = new Set<string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A device was told of it, so the server has stored it. */
  told(callId: string): void {
    if (this.#calls.has(callId) || this.#forgotten.has(callId)) return;
    this.#calls.set(callId, { toldAt: this.#now(), taken: new Register(false, this.#now) });
  }

  /** Nothing is expected of this call: it was answered over its link, and the server forgets it. */
  forget(callId: string): void {
    this.#calls.delete(callId);
    this.#forgotten.add(callId);
  }

  /** A device says `missed.taken`. */
  take(callIds: readonly string[]): { acknowledged(): void; refused(): void } {
    const writes = callIds.flatMap((id) => this.#calls.get(id)?.taken.write(true) ?? []);
    return {
      acknowledged: () => writes.forEach((write) => void write.acknowledged()),
      refused: () => writes.forEach((write) => void write.refused()),
    };
  }

  /** Calls that a list lacks, and calls that it still has, where it was read from `from` on. */
  contradictions(
    listed: readonly string[],
    from: number,
  ): { readonly lost: readonly string[]; readonly returned: readonly string[] } {
    const known = [...this.#calls].filter(([, { toldAt }]) => toldAt <= from);
    const can = (id: string, taken: boolean) =>
      this.#calls.get(id)?.taken.allowed(from).includes(taken) ?? true;
    return {
      lost: known.flatMap(([id]) => (can(id, true) || listed.includes(id) ? [] : [id])),
      returned: listed.filter((id) => !can(id, false)),
    };
  }
}
