import type { Clock } from '../domain/ports.ts';
import type { Tries } from '../domain/tries.ts';

/** So many tries of one key in a time. */
interface TryLimit {
  readonly tries: number;
  readonly perMs: number;
}

interface Counted {
  count: number;
  /** Monotonic time in milliseconds at which the count starts again at 0. */
  readonly endsAt: number;
}

/** How many keys are counted at a time; each takes about 0.2 kB. */
const defaultMaxKeys = 50_000;

/**
 * Counts tries per key in memory, in a fixed window that starts with the first try. When there are
 * too many keys, the least recently used one is dropped. No library is used here, because the
 * available ones read the time of day: setting the machine's clock would then unlock what is
 * locked, or lock it for days.
 */
export class MemoryTries implements Tries {
  readonly #limit: TryLimit;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #maxKeys: number;
  /** Ordered by use, the most recently used key last. */
  readonly #keys = new Map<string, Counted>();

  constructor(limit: TryLimit, clock: Pick<Clock, 'now'>, maxKeys: number = defaultMaxKeys) {
    this.#limit = limit;
    this.#clock = clock;
    this.#maxKeys = maxKeys;
  }

  /** How many keys are kept. */
  get size(): number {
    return this.#keys.size;
  }

  async take(key: string): Promise<number> {
    const { tries, perMs } = this.#limit;
    const now = this.#clock.now();
    const known = this.#keys.get(key);
    const counted = known !== undefined && known.endsAt > now ? known : begin(now + perMs);
    counted.count += 1;
    this.#keys.delete(key);
    this.#keys.set(key, counted);
    this.#dropOld(now);
    return counted.count <= tries ? 0 : Math.max(1, Math.ceil(counted.endsAt - now));
  }

  async forgive(key: string): Promise<void> {
    this.#keys.delete(key);
  }

  async giveBack(key: string): Promise<void> {
    const counted = this.#keys.get(key);
    // A key that is no longer counted has nothing to give back.
    if (counted !== undefined) counted.count -= 1;
  }

  #dropOld(now: number): void {
    for (const [oldest, { endsAt }] of this.#keys) {
      if (endsAt > now && this.#keys.size <= this.#maxKeys) return;
      this.#keys.delete(oldest);
    }
  }
}

const begin = (endsAt: number): Counted => ({ count: 0, endsAt });
