import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Tries } from '../domain/tries.ts';

/** So many tries of one key in a time. */
interface TryLimit {
  readonly tries: number;
  readonly perMs: number;
}

/** How many keys are counted at a time; each takes about 0.5 kB. */
const defaultMaxKeys = 50_000;

/**
 * Tries counted in this process's memory. Where there are too many keys, the one used longest ago
 * is forgotten.
 */
export class MemoryTries implements Tries {
  readonly #limiter: RateLimiterMemory;
  readonly #maxKeys: number;
  /** Counted keys with the end of their time in milliseconds, the one used last at the end. */
  readonly #keys = new Map<string, number>();
  readonly #perMs: number;

  constructor({ tries, perMs }: TryLimit, maxKeys: number = defaultMaxKeys) {
    this.#limiter = new RateLimiterMemory({ points: tries, duration: perMs / 1000 });
    this.#perMs = perMs;
    this.#maxKeys = maxKeys;
  }

  /** How many keys are kept. */
  get size(): number {
    return this.#keys.size;
  }

  async take(key: string): Promise<number> {
    await this.#use(key);
    try {
      await this.#limiter.consume(key);
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
      throw refused;
    }
  }

  async forgive(key: string): Promise<void> {
    this.#keys.delete(key);
    await this.#limiter.delete(key);
  }

  async giveBack(key: string): Promise<void> {
    // A key that is no longer counted has nothing to give back.
    if (this.#keys.has(key)) await this.#limiter.reward(key);
  }

  async #use(key: string): Promise<void> {
    const now = performance.now();
    this.#keys.delete(key);
    this.#keys.set(key, now + this.#perMs);
    for (const [oldest, end] of this.#keys) {
      const over = end <= now;
      if (!over && this.#keys.size <= this.#maxKeys) return;
      this.#keys.delete(oldest);
      // What is over, the limiter forgets by itself.
      if (!over) await this.#limiter.delete(oldest);
    }
  }
}
