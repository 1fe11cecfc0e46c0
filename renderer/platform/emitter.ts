/** Listeners of one kind of news. What is told before anybody listens waits for the first. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  #waiting: T[] = [];

  emit(value: T): void {
    if (this.#listeners.size === 0) this.#waiting.push(value);
    for (const listener of this.#listeners) listener(value);
  }

  /** Listens; returns the unsubscribe. */
  readonly on = (listener: (value: T) => void): (() => void) => {
    this.#listeners.add(listener);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const value of waiting) listener(value);
    return () => this.#listeners.delete(listener);
  };
}
