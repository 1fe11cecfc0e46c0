/** What every answer may take longer than usual: a lost packet is sent again, a page was busy. */
const leastMarginMs = 600;
/** The longest that anybody waits for an answer that may never come. */
export const longestAnswerMs = 1_500;

/**
 * How long the server may take to answer, by how long it took before on this connection: its mean
 * and four times its variation, as in RFC 6298, section 2, at the most 1.5 s. Nothing is known at
 * first, and the longest time counts.
 */
export class AnswerTime {
  #smoothedMs: number | null = null;
  #variationMs = 0;

  /**
   * An answer came after so long, to what was asked only once (Karn's algorithm, section 3). What
   * took longer than anybody waits says nothing: a device slept, or the connection was away.
   */
  took(ms: number): void {
    if (ms > longestAnswerMs) return;
    if (this.#smoothedMs === null) {
      this.#smoothedMs = ms;
      this.#variationMs = ms / 2;
      return;
    }
    this.#variationMs += (Math.abs(this.#smoothedMs - ms) - this.#variationMs) / 4;
    this.#smoothedMs += (ms - this.#smoothedMs) / 8;
  }

  /** Another way to the server, or one that is no longer as it was. */
  forget(): void {
    this.#smoothedMs = null;
  }

  /** How long an answer takes, in milliseconds; `null` where none has come yet. */
  get usualMs(): number | null {
    return this.#smoothedMs;
  }

  /** After how many milliseconds an answer is overdue. */
  get overdueMs(): number {
    if (this.#smoothedMs === null) return longestAnswerMs;
    const marginMs = Math.max(leastMarginMs, 4 * this.#variationMs);
    return Math.min(longestAnswerMs, this.#smoothedMs + marginMs);
  }
}
