import type { WakePort } from '../../call/ports.ts';
import type { Logger } from '../../log.ts';

/** Keeps the screen on during a call (W3C Screen Wake Lock); the system takes it when hidden. */
export class WakeLock implements WakePort {
  readonly #log: Logger;
  /** Ends the present call's lock; `null` outside of a call. */
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
