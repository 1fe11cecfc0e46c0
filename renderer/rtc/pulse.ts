import type { Clock } from '../clock.ts';

const lookEveryMs = 200;
/** What was silent is seen at once when it is back. */
const lookForReturnEveryMs = 100;
/** Something came all the time, for as long as this and in as many looks: then silence is news. */
const steadyAfterMs = 1_500;
const steadyAfterLooks = 4;
/**
 * Two looks that found nothing. The one before them mostly said that there was something (see
 * `Arrivals`), so the last packet came 0.6 to 0.8 s ago: speech that pauses (Opus DTX) sends every
 * 0.4 s.
 */
const hushedAfterMs = 350;
/**
 * The last packet came 2.0 to 2.2 s ago. ICE itself calls a path `disconnected` after 5; before 2
 * Chromium does not know yet that an interface is gone, and a restart takes the dead one again.
 */
const silentAfterMs = 1_750;

export interface PulseOptions {
  readonly clock: Clock;
  /** Whether anything has come since the last look. */
  hasMore(): Promise<boolean>;
  /** Nothing came for a moment, where something came all the time: it may be a silence's beginning. */
  onHushed(): void;
  /** Nothing comes any more, where something came all the time. */
  onSilent(): void;
  /** Something comes again. */
  onHeard(): void;
}

type State =
  | { readonly pulse: 'off' }
  | {
      readonly pulse: 'beating';
      /** Since when, and in how many looks, something has come all the time until `heardAt`. */
      readonly since: number;
      readonly looks: number;
      readonly heardAt: number;
      readonly ear: 'hears' | 'hushed';
    }
  | { readonly pulse: 'silent' };

type Beating = Extract<State, { pulse: 'beating' }>;

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
    this.#state = this.#begin();
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

  /** Counts time and not looks: a page in the background looks once a second. */
  #begin(): Beating {
    const now = this.#options.clock.now();
    return { pulse: 'beating', since: now, looks: 0, heardAt: now, ear: 'hears' };
  }

  #found(more: boolean): void {
    const state = this.#state;
    if (state.pulse === 'beating') this.#beating(state, more);
    else if (state.pulse === 'silent' && more) {
      this.#state = this.#begin();
      this.#options.onHeard();
    }
  }

  #beating(state: Beating, more: boolean): void {
    const now = this.#options.clock.now();
    if (more) {
      const steady = state.ear === 'hears' ? state : this.#begin();
      this.#state = { ...steady, looks: steady.looks + 1, heardAt: now };
      return;
    }
    const quietMs = now - state.heardAt;
    const wasSteady =
      state.looks >= steadyAfterLooks && state.heardAt - state.since >= steadyAfterMs;
    if (wasSteady && quietMs >= silentAfterMs) {
      this.#state = { pulse: 'silent' };
      this.#options.onSilent();
    } else if (state.ear === 'hears' && quietMs >= hushedAfterMs) {
      this.#state = { ...state, ear: 'hushed' };
      if (wasSteady) this.#options.onHushed();
    }
  }
}
