/** How long the page has to end its call and to hear that the server knows. */
const patienceMs = 1_000;

interface Options {
  /** Whether there is anything to end. */
  readonly isNeeded: () => boolean;
  /** Asks the page to end its call, and to answer. */
  readonly ask: () => void;
  readonly quit: () => void;
}

type State =
  | { readonly is: 'running' }
  | { readonly is: 'asked'; readonly timer: NodeJS.Timeout }
  | { readonly is: 'done' };

/**
 * Lets the page hang up before the program ends. What a page sends in `pagehide` need not leave
 * any more: its process may be killed at once.
 */
export class Farewell {
  readonly #options: Options;
  #state: State = { is: 'running' };

  constructor(options: Options) {
    this.#options = options;
  }

  /** For `before-quit`: stops it while there is something to say. */
  beforeQuit(event: { preventDefault(): void }): void {
    switch (this.#state.is) {
      case 'running':
        if (!this.#options.isNeeded()) return;
        event.preventDefault();
        this.#state = { is: 'asked', timer: setTimeout(() => this.said(), patienceMs) };
        this.#options.ask();
        return;
      case 'asked':
        event.preventDefault();
        return;
      case 'done':
        return;
    }
  }

  /** The page has said what it had to say, or is gone. */
  said(): void {
    if (this.#state.is !== 'asked') return;
    clearTimeout(this.#state.timer);
    this.#state = { is: 'done' };
    this.#options.quit();
  }
}
