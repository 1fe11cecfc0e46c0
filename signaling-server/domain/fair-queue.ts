interface Waiter {
  readonly start: () => void;
  readonly reject: () => void;
}

/**
 * Limits how many tasks run at once and how many more wait. It rejects the rest. The queue is fair
 * by key: the keys take turns. When too many tasks wait, the key with the most waiting tasks loses
 * its newest one.
 */
export class FairQueue {
  readonly #atOnce: number;
  readonly #mayWait: number;
  /** Waiting tasks by key; the first key is next. */
  readonly #waiters = new Map<string, Waiter[]>();
  #waiting = 0;
  #running = 0;

  constructor(limits: { atOnce: number; mayWait: number }) {
    this.#atOnce = limits.atOnce;
    this.#mayWait = limits.mayWait;
  }

  /**
   * Runs `task` when it is its turn. `key` says whose task it is, for example a network.
   *
   * @throws QueueFullError when too many tasks of this key wait.
   */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) await this.#wait(key);
    else this.#running++;
    try {
      return await task();
    } finally {
      // The next task takes this place, so `#running` does not change.
      const next = this.#next();
      if (next === undefined) this.#running--;
      else next.start();
    }
  }

  #wait(key: string): Promise<void> {
    if (this.#waiting >= this.#mayWait) this.#makeRoom(key);
    this.#waiting++;
    return new Promise((resolve, reject) => {
      const waiter = { start: resolve, reject: () => reject(new QueueFullError()) };
      const same = this.#waiters.get(key);
      if (same === undefined) this.#waiters.set(key, [waiter]);
      else same.push(waiter);
    });
  }

  /** Rejects the newest task of the key with the most tasks. Throws if that key is `key`. */
  #makeRoom(key: string): void {
    const own = this.#waiters.get(key)?.length ?? 0;
    const [longest] = [...this.#waiters].sort(([, one], [, two]) => two.length - one.length);
    if (longest === undefined || longest[1].length <= own + 1) throw new QueueFullError();
    longest[1].pop()?.reject();
    this.#waiting--;
  }

  #next(): Waiter | undefined {
    const [first] = this.#waiters;
    if (first === undefined) return undefined;
    const [key, same] = first;
    const waiter = same.shift();
    this.#waiting--;
    // Moves the key to the end, so that the other keys are next.
    this.#waiters.delete(key);
    if (same.length > 0) this.#waiters.set(key, same);
    return waiter;
  }
}

/** More tasks arrived than can be done in an acceptable time. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
  readonly code = 'queue-full';
}
