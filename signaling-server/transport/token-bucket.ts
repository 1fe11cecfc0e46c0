/** A burst, then a sustained rate per second, of requests or bytes. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * A token bucket: full at first, refilled steadily. It is synchronous, unlike `AttemptLimit`, so that
 * the packets of a socket are accepted or refused in the order of their arrival.
 */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = now;
  }

  /** Returns how many milliseconds until `tokens` are available; 0: now. Takes none. */
  waitMs(now: number, tokens = 1): number {
    this.#refill(now);
    const missing = tokens - this.#tokens;
    return missing <= 0 ? 0 : Math.ceil((missing / this.#rate.perSecond) * 1000);
  }

  /** Takes tokens, even if there are too few. The next caller waits for them as well. */
  spend(tokens = 1): void {
    this.#tokens -= tokens;
  }

  /** Takes all `tokens` or none. Returns 0, or how many milliseconds until they are available. */
  take(now: number, tokens = 1): number {
    const waitMs = this.waitMs(now, tokens);
    if (waitMs === 0) this.spend(tokens);
    return waitMs;
  }

  /** Whether the bucket is full, like a new one. */
  isFull(now: number): boolean {
    this.#refill(now);
    return this.#tokens >= this.#rate.burst;
  }

  #refill(now: number): void {
    const elapsedS = Math.max(0, now - this.#at) / 1000;
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + elapsedS * this.#rate.perSecond);
    this.#at = now;
  }
}

const sweepEveryMs = 10_000;

/** Token buckets by key, created when first needed and forgotten when full again. */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, TokenBucket>();
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  of(key: string, now: number): TokenBucket {
    if (Math.abs(now - this.#sweptAt) >= sweepEveryMs) this.#sweep(now);
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const bucket = new TokenBucket(this.#rate, now);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  /** The number of buckets in memory. */
  get size(): number {
    return this.#buckets.size;
  }

  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const [key, bucket] of this.#buckets) {
      if (bucket.isFull(now)) this.#buckets.delete(key);
    }
  }
}
