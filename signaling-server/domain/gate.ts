/** Lets so many pieces of work run at once, so many more wait, and turns the rest away. */
export class Gate {
  readonly #atOnce: number;
  readonly #mayWait: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: { atOnce: number; mayWait: number }) {
    this.#atOnce = limits.atOnce;
    this.#mayWait = limits.mayWait;
  }

  /**
   * Runs `work` when it is its turn.
   *
   * @throws GateFullError at once where too many wait already.
   */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) {
      if (this.#waiting.length >= this.#mayWait) throw new GateFullError();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running++;
    }
    try {
      return await work();
    } finally {
      // The next in line takes this place over, so `#running` stays.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}

/** More work arrived than can be done in a time that anybody would wait. */
export class GateFullError extends Error {
  override readonly name = 'GateFullError';
  readonly code = 'gate-full';
}
