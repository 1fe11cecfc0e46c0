import type { Clock } from '../clock.ts';

const lookEveryMs = 500;
/** What was silent is seen at once when it is back. */
const lookForReturnEveryMs = 100;
/** Looks in a row that found something: then silence is news. */
const steadyAfter = 4;
/** Looks in a row that found nothing: some 2 s. ICE itself calls a path `disconnected` after 5. */
const silentAfter = 3;

export interface PulseOptions {
  readonly clock: Clock;
  /** Whether anything has come since the last look. */
  hasMore(): Promise<boolean>;
  /** The first look that found nothing, where all before did: it may be the beginning of a silence. */
  onHushed(): void;
  /** Nothing comes any more, where something came all the time. */
  onSilent(): void;
  /** Something comes again. */
  onHeard(): void;
}

type State =
  | { readonly pulse: 'off' }
  /** `steady`, `quiet`: how many looks in a row found something, and after them nothing. */
  | { readonly pulse: 'beating'; readonly steady: number; readonly quiet: number }
  | { readonly pulse: 'silent' };

/**
 * Notices that a link has fallen silent, sooner than ICE does, so that a person is told and a new
 * path is looked for while the picture has just stopped. A link on which little was said before (it
 * rings, or neither side has a device) is left to ICE.
 */
export class Pulse {
  readonly #options: PulseOptions;
  #state: State = { pulse: 'off' };
  #cancel = () => {};

  constructor(options: PulseOptions) {
    this.#options = options;
  }

  get isSilent(): boolean {
    return this.#state.pulse === 'silent';
  }

  /** Begins to listen; where it does already, goes on. */
  start(): void {
    if (this.#state.pulse !== 'off') return;
    this.#state = { pulse: 'beating', steady: 0, quiet: 0 };
    this.#lookLater();
  }

  stop(): void {
    this.#cancel();
    this.#state = { pulse: 'off' };
  }

  #lookLater(): void {
    const delayMs = this.isSilent ? lookForReturnEveryMs : lookEveryMs;
    this.#cancel = this.#options.clock.after(delayMs, () => {
      void this.#options.hasMore().then((more) => {
        if (this.#isOff()) return;
        this.#found(more);
        // Whoever was told may have ended it.
        if (!this.#isOff()) this.#lookLater();
      });
    });
  }

  #isOff(): boolean {
    return this.#state.pulse === 'off';
  }

  #found(more: boolean): void {
    const state = this.#state;
    if (state.pulse === 'beating') this.#beating(state, more);
    else if (state.pulse === 'silent' && more) {
      this.#state = { pulse: 'beating', steady: 1, quiet: 0 };
      this.#options.onHeard();
    }
  }

  #beating({ steady, quiet }: Extract<State, { pulse: 'beating' }>, more: boolean): void {
    if (more) {
      this.#state = { pulse: 'beating', steady: quiet === 0 ? steady + 1 : 1, quiet: 0 };
    } else if (steady >= steadyAfter && quiet + 1 >= silentAfter) {
      this.#state = { pulse: 'silent' };
      this.#options.onSilent();
    } else {
      this.#state = { pulse: 'beating', steady, quiet: quiet + 1 };
      if (steady >= steadyAfter && quiet === 0) this.#options.onHushed();
    }
  }
}
