interface Waiter {
  readonly enter: () => void;
  readonly turnAway: () => void;
}

/**
 * Lets so many pieces of work run at once, so many more wait, and turns the rest away. It is fair
 * by key: whoever waits takes turns with the other keys, and where too many wait, the key with the
 * most of them gives way.
 */
export class Gate {
  readonly #atOnce: number;
  readonly #mayWait: number;
  /** Who waits, by key; the first key is next. */
  readonly #lines = new Map<string, Waiter[]>();
  #waiting = 0;
  #running = 0;

  constructor(limits: { atOnce: number; mayWait: number }) {
    this.#atOnce = limits.atOnce;
    this.#mayWait = limits.mayWait;
  }

  /**
   * Runs `work` when it is its turn. `key` is whose work it is, as a network.
   *
   * @throws GateFullError where too many of this key wait.
   */
  async pass<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) await this.#wait(key);
    else this.#running++;
    try {
      return await work();
    } finally {
      // The next in line takes this place over, so `#running` stays.
      const next = this.#next();
      if (next === undefined) this.#running--;
      else next.enter();
    }
  }

  #wait(key: string): Promise<void> {
    if (this.#waiting >= this.#mayWait) this.#makeRoom(key);
    this.#waiting++;
    return new Promise((resolve, reject) => {
      const waiter = { enter: resolve, turnAway: () => reject(new GateFullError()) };
      const line = this.#lines.get(key);
      if (line === undefined) this.#lines.set(key, [waiter]);
      else line.push(waiter);
    });
  }

  /** Turns the last of the longest line away; throws where that is the line of `key`. */
  #makeRoom(key: string): void {
    const own = this.#lines.get(key)?.length ?? 0;
    const [longest] = [...this.#lines].sort(([, one], [, two]) => two.length - one.length);
    if (longest === undefined || longest[1].length <= own + 1) throw new GateFullError();
    longest[1].pop()?.turnAway();
    this.#waiting--;
  }

  #next(): Waiter | undefined {
    const [first] = this.#lines;
    if (first === undefined) return undefined;
    const [key, line] = first;
    const waiter = line.shift();
    this.#waiting--;
    // To the end: the other keys come first now.
    this.#lines.delete(key);
    if (line.length > 0) this.#lines.set(key, line);
    return waiter;
  }
}

/** More work arrived than can be done in a time that anybody would wait. */
export class GateFullError extends Error {
  override readonly name = 'GateFullError';
  readonly code = 'gate-full';
}
