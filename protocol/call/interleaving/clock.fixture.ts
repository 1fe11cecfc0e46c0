/** Time that moves when a test says so. */
export class TestClock {
  now = 1_000_000;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.now + delayMs, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on to the next timer and runs it; `false` where none waits. */
  runNext(): boolean {
    const next = Math.min(...[...this.#timers].map((timer) => timer.at));
    if (!Number.isFinite(next)) return false;
    this.advance(next - this.now);
    return true;
  }

  advance(byMs: number): void {
    const end = this.now + byMs;
    for (;;) {
      const [next] = [...this.#timers]
        .filter((timer) => timer.at <= end)
        .sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}
