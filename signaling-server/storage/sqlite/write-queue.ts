import { StorageError } from '../errors.ts';
import type { OperationKind } from '../operations.ts';

/** The clock of the queue. Tests have their own. */
export interface QueueTime {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/**
 * How long a write waits for the lock of another process, in milliseconds. A device waits 10 s for
 * an answer.
 */
export const busyPatienceMs = 8_000;

/** How often a write is tried again while another process holds the lock, in milliseconds. */
export const retryEveryMs = 10;

/**
 * Runs operations on a database whose own busy timeout is 0. Writes run one after another in the
 * order of their arrival. A write that finds the database locked by another process is tried again
 * until its timeout. Reads run at once, because in WAL mode no writer blocks them.
 */
export class WriteQueue {
  readonly #time: QueueTime;
  #last: Promise<unknown> = Promise.resolve();

  constructor(time: QueueTime) {
    this.#time = time;
  }

  run(kind: OperationKind, work: () => Promise<unknown>): Promise<unknown> {
    const until = this.#time.now() + busyPatienceMs;
    const patient = (): Promise<unknown> => this.#untilFree(work, until);
    if (kind === 'read') return patient();
    const result = this.#last.then(patient, patient);
    this.#last = result;
    return result;
  }

  /** Resolves when every write is done. */
  async idle(): Promise<void> {
    await this.#last.catch(() => {});
  }

  async #untilFree(work: () => Promise<unknown>, until: number): Promise<unknown> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const busy = error instanceof StorageError && error.code === 'busy';
        if (!busy || this.#time.now() >= until) throw error;
      }
      await this.#time.sleep(retryEveryMs);
    }
  }
}
