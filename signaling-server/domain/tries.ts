/** Counts tries by key and says when one may try again. */
export interface Tries {
  /** Counts one; 0: go ahead, otherwise the milliseconds to wait. */
  take(key: string): Promise<number>;
  /** Forgets what was counted. */
  forgive(key: string): Promise<void>;
  /** Takes one try back. */
  giveBack(key: string): Promise<void>;
}
