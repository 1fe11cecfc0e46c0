import { KeyedQueue } from './keyed-queue.ts';

/** Where what failed without anybody waiting for it is told. */
export type ReportError = (error: unknown, what: string) => void;

/**
 * Work that nobody waits for, as writing a missed call: failures are reported, work of one key
 * keeps its order, and closing waits for all of it.
 */
export class Background {
  readonly #queue = new KeyedQueue();
  readonly #report: ReportError;

  constructor(report: ReportError) {
    this.#report = report;
  }

  /** `what` names the work in the log. */
  run(key: string, what: string, task: () => Promise<void>): void {
    this.#queue.run(key, task).catch((error: unknown) => this.#report(error, what));
  }

  /** Resolves when nothing is left to do. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }
}
