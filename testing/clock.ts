/** A clock that stands still until a test moves it. Fits the `Clock` port of both sides. */
export class VirtualClock {
  #now: number;
  #wallAheadMs = 0;
  #nextId = 0;
  readonly #timers = new Map<number, { at: number; callback: () => void }>();

  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** Time of day: the steady one, and what `jumpWall` has added. */
  wall(): number {
    return this.#now + this.#wallAheadMs;
  }

  /** Sets the machine's clock forward, or back, while steady time goes on. */
  jumpWall(byMs: number): void {
    this.#wallAheadMs += byMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const id = this.#nextId++;
    this.#timers.set(id, { at: this.#now + delayMs, callback });
    return () => this.#timers.delete(id);
  }

  /** Moves on to the next timer and runs it, with those of the same moment; `false` where none waits. */
  runNext(): boolean {
    const next = this.#earliest(Number.POSITIVE_INFINITY);
    if (next === undefined) return false;
    this.advance(Math.max(0, next[1].at - this.#now));
    return true;
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves time on, running the timers that fall due in their order. */
  advance(byMs: number): void {
    const end = this.#now + byMs;
    for (;;) {
      const next = this.#earliest(end);
      if (next === undefined) break;
      const [id, timer] = next;
      this.#timers.delete(id);
      this.#now = timer.at;
      timer.callback();
    }
    this.#now = end;
  }

  #earliest(end: number): [number, { at: number; callback: () => void }] | undefined {
    return [...this.#timers].filter(([, t]) => t.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
  }
}
