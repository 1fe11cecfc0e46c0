import type { WakePort } from '../../calls/ports.ts';
import type { Logger } from '../../log.ts';

/**
 * What the browser does while a call runs: it keeps the screen on (W3C Screen Wake Lock; the system
 * takes the lock when the page is hidden), and asks the person before the page is closed, reloaded
 * or left, which would end the call.
 */
export class InCall implements WakePort {
  readonly #log: Logger;
  /** Ends what the present call began; `null` outside of a call. */
  #leave: AbortController | null = null;

  constructor(log: Logger) {
    this.#log = log;
  }

  setInCall(inCall: boolean): void {
    if (inCall === (this.#leave !== null)) return;
    this.#leave?.abort();
    this.#leave = inCall ? new AbortController() : null;
    if (this.#leave === null) return;
    const { signal } = this.#leave;
    // The words are the browser's own.
    window.addEventListener('beforeunload', (event) => event.preventDefault(), { signal });
    const hold = () => void this.#hold(signal);
    document.addEventListener('visibilitychange', hold, { signal });
    hold();
  }

  async #hold(signal: AbortSignal): Promise<void> {
    if (document.hidden || !('wakeLock' in navigator)) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      const release = () => void lock.release();
      if (signal.aborted) release();
      else signal.addEventListener('abort', release, { once: true });
    } catch (cause) {
      // Low battery is a reason for the system to refuse.
      this.#log.warn('screen may turn off', { cause });
    }
  }
}
