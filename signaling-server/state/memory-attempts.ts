import type { AttemptLimit, Clock } from '../domain/ports.ts';

/** How many attempts one key has in a window of `perMs` milliseconds. */
interface AttemptWindow {
  readonly attempts: number;
  readonly perMs: number;
}

interface Counted {
  count: number;
  /** Monotonic time in milliseconds at which the window ends and the count returns to 0. */
  readonly endsAt: number;
}

/** How many keys are kept in memory. One key takes about 0.2 kB. */
const defaultMaxKeys = 50_000;

/**
 * Counts attempts per key in memory, in a fixed window that starts with the first attempt. When
 * there are too many keys, the least recently used one is dropped. The available libraries are not
 * used, because they read the time of day: a change of the machine's clock would then end a lockout
 * early, or extend it by days.
 */
export class MemoryAttemptLimit implements AttemptLimit {
  readonly #limit: AttemptWindow;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #maxKeys: number;
  /** Ordered by use, the most recently used key last. */
  readonly #keys = new Map<string, Counted>();

  constructor(limit: AttemptWindow, clock: Pick<Clock, 'now'>, maxKeys: number = defaultMaxKeys) {
    this.#limit = limit;
    this.#clock = clock;
    this.#maxKeys = maxKeys;
  }

  /** The number of keys in memory. */
  get size(): number {
    return this.#keys.size;
  }

  async take(key: string): Promise<number> {
    const { attempts, perMs } = this.#limit;
    const now = this.#clock.now();
    const known = this.#keys.get(key);
    const counted = known !== undefined && known.endsAt > now ? known : begin(now + perMs);
    counted.count += 1;
    this.#keys.delete(key);
    this.#keys.set(key, counted);
    this.#dropOld(now);
    return counted.count <= attempts ? 0 : Math.max(1, Math.ceil(counted.endsAt - now));
  }

  async reset(key: string): Promise<void> {
    this.#keys.delete(key);
  }

  async giveBack(key: string): Promise<void> {
    const counted = this.#keys.get(key);
    // The key may have been dropped.
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
