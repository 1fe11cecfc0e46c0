/** Time as the domain sees it; tests inject a virtual one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `delayMs`; returns the cancel. */
  after(delayMs: number, callback: () => void): () => void;
}
