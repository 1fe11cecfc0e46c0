import type { Clock } from '../../clock.ts';

const flashMs = 1_000;

/** The tab's title: the missed calls, and, in turns with them, the call that rings. */
export class TabTitle {
  readonly #clock: Clock;
  readonly #show: (title: string) => void;
  readonly #name: string;
  #missed = 0;
  #stopFlashing: (() => void) | null = null;

  constructor(name: string, show: (title: string) => void, clock: Clock) {
    this.#name = name;
    this.#show = show;
    this.#clock = clock;
  }

  setMissedCount(count: number): void {
    this.#missed = count;
    if (this.#stopFlashing === null) this.#show(this.#usual());
  }

  /** Shows `text` every other second until `rest`. */
  flash(text: string): void {
    this.#stopFlashing?.();
    let turn = 0;
    let cancel = () => {};
    const next = () => {
      this.#show(turn % 2 === 0 ? text : this.#usual());
      turn += 1;
      cancel = this.#clock.after(flashMs, next);
    };
    this.#stopFlashing = () => cancel();
    next();
  }

  rest(): void {
    if (this.#stopFlashing === null) return;
    this.#stopFlashing();
    this.#stopFlashing = null;
    this.#show(this.#usual());
  }

  #usual(): string {
    return this.#missed === 0 ? this.#name : `(${this.#missed}) ${this.#name}`;
  }
}
