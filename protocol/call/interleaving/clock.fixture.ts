/** Time that moves when a test says so. */
export class TestClock {
  now = 1_000_000;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.now + delayMs, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
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
