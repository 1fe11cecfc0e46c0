/** Reports an error of work that no caller waits for. `what` names the work in the log. */
export type ReportError = (error: unknown, what: string) => void;

/**
 * Runs tasks that no caller waits for, such as the write of a missed call. It reports errors and
 * keeps the order of tasks with the same key.
 */
export class Background {
  readonly #queue = new KeyedQueue();
  readonly #report: ReportError;

  constructor(report: ReportError) {
    this.#report = report;
  }

  /** `what` names the task in the log. */
  run(key: string, what: string, task: () => Promise<void>): void {
    this.#queue.run(key, task).catch((error: unknown) => this.#report(error, what));
  }

  /** Resolves when no task runs or waits. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }
}

/** Runs tasks of the same key one after another, in the order of the calls. */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Settles as the task does. A task that fails does not stop the tasks behind it. */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(key);
    const result = before === undefined ? task() : before.then(task, task);
    const tail: Promise<void> = result.then(
      () => this.#forget(key, tail),
      () => this.#forget(key, tail),
    );
    this.#tails.set(key, tail);
    return result;
  }

  /** Resolves when no task runs or waits. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }

  #forget(key: string, tail: Promise<void>): void {
    if (this.#tails.get(key) === tail) this.#tails.delete(key);
  }
}
