import { iceRestartAfterMs } from '@tatap/protocol/call';
import type { LinkRole } from '../call/peer-link-port.ts';
import type { Clock } from '../clock.ts';

/** The callee waits this much longer, so that the two rarely offer at the same moment. */
const politeDelayMs = 500;

/** How long a restart may take before the next one. */
const retryAfterMs = 3_000;

/** Asks for ICE restarts while the link is down (RFC 8445, section 2.4). */
export class Recovery {
  readonly #clock: Clock;
  readonly #firstDelayMs: number;
  readonly #restart: () => void;
  #cancel: (() => void) | null = null;

  constructor(clock: Clock, role: LinkRole, restart: () => void) {
    this.#clock = clock;
    this.#firstDelayMs = iceRestartAfterMs + (role === 'callee' ? politeDelayMs : 0);
    this.#restart = restart;
  }

  /** The link is up: nothing to mend. */
  settle(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Checks fail now and then: restarts if that lasts. */
  disconnected(): void {
    if (this.#cancel === null) this.#restartAfter(this.#firstDelayMs);
  }

  /** ICE has given up: only a restart helps. */
  failed(): void {
    this.settle();
    this.#restartAfter(0);
  }

  #restartAfter(delayMs: number): void {
    this.#cancel = this.#clock.after(delayMs, () => {
      this.#restartAfter(retryAfterMs);
      this.#restart();
    });
  }
}
