/** So many requests at once, then so many per second. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** A token bucket: full at first, refilled steadily, one token for each request. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = now;
  }

  /** Takes a token: 0, or how many milliseconds until there is one. */
  take(now: number): number {
    this.#refill(now);
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return 0;
    }
    return Math.ceil(((1 - this.#tokens) / this.#rate.perSecond) * 1000);
  }

  /** Nothing was taken for so long that a new bucket would be the same. */
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

/** Token buckets by key, made when first needed. */
export class TokenBuckets {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Takes a token of `key`: 0, or how many milliseconds until there is one. */
  take(key: string, now: number): number {
    return this.of(key, now).take(now);
  }

  of(key: string, now: number): TokenBucket {
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const bucket = new TokenBucket(this.#rate, now);
    this.#buckets.set(key, bucket);
    return bucket;
  }

  /** Forgets those that are full. */
  sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) {
      if (bucket.isFull(now)) this.#buckets.delete(key);
    }
  }
}
