import type { Clock } from '../clock.ts';

const checkEveryMs = 200;
/** A silent link is checked more often, so that its return shows at once. */
const checkWhileSilentEveryMs = 100;
/** Silence is reported only after packets came for this long and in this many checks. */
const steadyAfterMs = 1_500;
const steadyAfterChecks = 4;
/**
 * Two checks without packets. The check before them mostly found some (see `InboundActivity`), so the
 * last packet came 0.6 to 0.8 s ago. Opus sends every 0.4 s while nobody speaks (DTX).
 */
const stalledAfterMs = 350;
/**
 * The last packet came 2.0 to 2.2 s ago. ICE itself calls a path `disconnected` after 5; before 2
 * Chromium does not know yet that an interface is gone, and a restart takes the dead one again.
 */
const silentAfterMs = 1_750;

export interface LivenessOptions {
  readonly clock: Clock;
  /** Whether packets have come since the last check. */
  hasMore(): Promise<boolean>;
  /** A steady flow of packets has stopped for a moment. An outage may have begun. */
  onInboundStalled(): void;
  /** A steady flow of packets has stopped. */
  onSilent(): void;
  /** Packets come again. */
  onHeard(): void;
}

type State =
  | { readonly is: 'off' }
  | {
      readonly is: 'listening';
      /** Since when, and in how many checks, packets have come without a gap until `heardAt`. */
      readonly since: number;
      readonly checks: number;
      readonly heardAt: number;
      readonly inbound: 'flowing' | 'stalled';
    }
  | { readonly is: 'silent' };

type Listening = Extract<State, { is: 'listening' }>;

/**
 * Notices sooner than ICE that no packets come over a link any more. The person is told and an ICE
 * restart begins while the picture has just stopped. A link without a steady flow of packets (it
 * rings, or neither side has a device) is left to ICE.
 */
export class LivenessMonitor {
  readonly #options: LivenessOptions;
  #state: State = { is: 'off' };
  #cancel = () => {};

  constructor(options: LivenessOptions) {
    this.#options = options;
  }

  get isSilent(): boolean {
    return this.#state.is === 'silent';
  }

  /** Starts to check. Does nothing if it has started. */
  start(): void {
    if (this.#state.is !== 'off') return;
    this.#state = this.#begin();
    this.#checkLater();
  }

  stop(): void {
    this.#cancel();
    this.#state = { is: 'off' };
  }

  #checkLater(): void {
    const delayMs = this.isSilent ? checkWhileSilentEveryMs : checkEveryMs;
    this.#cancel = this.#options.clock.after(delayMs, () => {
      void this.#options.hasMore().then((more) => {
        if (this.#isOff()) return;
        this.#found(more);
        // A listener may have stopped it.
        if (!this.#isOff()) this.#checkLater();
      });
    });
  }

  #isOff(): boolean {
    return this.#state.is === 'off';
  }

  /** Measures time instead of counting checks: a page in the background checks once a second. */
  #begin(): Listening {
    const now = this.#options.clock.now();
    return { is: 'listening', since: now, checks: 0, heardAt: now, inbound: 'flowing' };
  }

  #found(more: boolean): void {
    const state = this.#state;
    if (state.is === 'listening') this.#whileListening(state, more);
    else if (state.is === 'silent' && more) {
      this.#state = this.#begin();
      this.#options.onHeard();
    }
  }

  #whileListening(state: Listening, more: boolean): void {
    const now = this.#options.clock.now();
    if (more) {
      const steady = state.inbound === 'flowing' ? state : this.#begin();
      this.#state = { ...steady, checks: steady.checks + 1, heardAt: now };
      return;
    }
    const quietMs = now - state.heardAt;
    const wasSteady =
      state.checks >= steadyAfterChecks && state.heardAt - state.since >= steadyAfterMs;
    if (wasSteady && quietMs >= silentAfterMs) {
      this.#state = { is: 'silent' };
      this.#options.onSilent();
    } else if (state.inbound === 'flowing' && quietMs >= stalledAfterMs) {
      this.#state = { ...state, inbound: 'stalled' };
      if (wasSteady) this.#options.onInboundStalled();
    }
  }
}
