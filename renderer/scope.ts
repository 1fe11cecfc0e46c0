/**
 * Owns what must be released: listeners, timers, tracks, links. What is owned last is released
 * first, each exactly once; what is given to a scope that has ended is released at once.
 */
export class Scope {
  readonly #releases = new Set<() => void>();
  #state: 'open' | 'ended' = 'open';

  /** Takes over a release; the function that comes back releases early. */
  own(release: () => void): () => void {
    const once = () => {
      if (this.#releases.delete(once)) release();
    };
    this.#releases.add(once);
    if (this.#state === 'ended') once();
    return once;
  }

  /** A scope that ends with this one, or before it. */
  child(): Scope {
    const child = new Scope();
    const forget = this.own(() => child.end());
    child.own(forget);
    return child;
  }

  /** How many things it owns. */
  get size(): number {
    return this.#releases.size;
  }

  /**
   * Releases everything; the scope stays ended. A release that throws does not keep the others from
   * running; the first error is thrown when all have run.
   */
  end(): void {
    this.#state = 'ended';
    releaseAll([...this.#releases].reverse());
  }
}

/**
 * Runs every release, in this order: one that throws does not keep the others from running.
 *
 * @throws the first error, when all have run
 */
export function releaseAll(releases: readonly (() => void)[]): void {
  const errors: unknown[] = [];
  for (const release of releases) {
    try {
      release();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
