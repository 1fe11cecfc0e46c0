/** A page that was busy must not take its own lateness for the server's. */
const leastMs = 600;
const mostMs = 1_500;

/**
 * How long the server may take to answer, judged by how long it took before: RFC 6298, section 2,
 * between 0.6 and 1.5 s. Nothing is known at first, and the longest time counts.
 */
export class AnswerTime {
  #smoothedMs: number | null = null;
  #variationMs = 0;

  /** An answer came after so long, to what was asked only once (Karn's algorithm, section 3). */
  took(ms: number): void {
    if (this.#smoothedMs === null) {
      this.#smoothedMs = ms;
      this.#variationMs = ms / 2;
      return;
    }
    this.#variationMs += (Math.abs(this.#smoothedMs - ms) - this.#variationMs) / 4;
    this.#smoothedMs += (ms - this.#smoothedMs) / 8;
  }

  /** No answer came in time: what was known of the way to the server holds no more. */
  missed(): void {
    this.#smoothedMs = null;
  }

  /** After how many milliseconds an answer is overdue. */
  get overdueMs(): number {
    if (this.#smoothedMs === null) return mostMs;
    const expected = this.#smoothedMs + 4 * this.#variationMs;
    return Math.min(mostMs, Math.max(leastMs, expected));
  }
}
