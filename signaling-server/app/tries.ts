import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Tries } from '../domain/tries.ts';

/** So many tries of one key in a time. */
interface TryLimit {
  readonly tries: number;
  readonly perMs: number;
}

/** Tries counted in this process's memory. */
export class MemoryTries implements Tries {
  readonly #limiter: RateLimiterMemory;

  constructor({ tries, perMs }: TryLimit) {
    this.#limiter = new RateLimiterMemory({ points: tries, duration: perMs / 1000 });
  }

  async take(key: string): Promise<number> {
    try {
      await this.#limiter.consume(key);
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, refused.msBeforeNext);
      throw refused;
    }
  }

  async forgive(key: string): Promise<void> {
    await this.#limiter.delete(key);
  }

  async giveBack(key: string): Promise<void> {
    await this.#limiter.reward(key);
  }
}
