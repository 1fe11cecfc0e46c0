import { iceRestartAfterMs } from '@tatap/protocol/call';
import type { Clock } from '../clock.ts';
import type { LinkRole } from '../peers/peer-link-port.ts';

/** The callee waits this much longer, so that the two rarely offer at the same moment. */
const politeDelayMs = 500;

/** How long a restart may take before the next one. */
const retryAfterMs = 3_000;

/** Asks for ICE restarts while the link is down (RFC 8445, section 2.4). */
export class Recovery {
  readonly #clock: Clock;
  readonly #delayMs: number;
  readonly #restart: () => void;
  #state: 'resting' | 'waiting' | 'restarting' = 'resting';
  #cancel = () => {};

  constructor(clock: Clock, role: LinkRole, restart: () => void) {
    this.#clock = clock;
    this.#delayMs = role === 'callee' ? politeDelayMs : 0;
    this.#restart = restart;
  }

  /** The link is up: nothing to mend. */
  settle(): void {
    this.#cancel();
    this.#state = 'resting';
  }

  /** Checks fail now and then: restarts if that lasts. */
  disconnected(): void {
    if (this.#state !== 'resting') return;
    this.#state = 'waiting';
    this.#restartAfter(iceRestartAfterMs + this.#delayMs);
  }

  /** Nothing has come for long enough: restarts, and again until something does. */
  silent(): void {
    if (this.#state === 'restarting') return;
    this.settle();
    this.#state = 'waiting';
    this.#restartAfter(this.#delayMs);
  }

  /**
   * ICE has given up: only a restart helps. Where one is under way, the next comes in its time: in a
   * browser without any network ICE gives up at once, and again.
   */
  failed(when: 'at-once' | 'later'): void {
    if (this.#state === 'restarting') return;
    this.settle();
    this.#state = 'waiting';
    this.#restartAfter(when === 'later' ? retryAfterMs : 0);
  }

  #restartAfter(delayMs: number): void {
    this.#cancel();
    this.#cancel = this.#clock.after(delayMs, () => {
      this.#state = 'restarting';
      this.#restartAfter(retryAfterMs);
      this.#restart();
    });
  }
}
