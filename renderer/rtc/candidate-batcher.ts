import { type Candidate, maxCandidates } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';

/**
 * For how long candidates are collected before they are said. Those of the own interfaces are found
 * within a few milliseconds, and every signal through the server is work for both sides at the very
 * beginning of a call.
 */
export const collectMs = 5;

export interface CandidateBatcherOptions {
  readonly clock: Clock;
  /** Whether timers come on time; where they do not, nothing waits for one. */
  timersArePunctual(): boolean;
  say(candidates: Candidate[]): void;
}

/** Own candidates that were found and not said yet: what is found within a moment goes together. */
export class CandidateBatcher {
  readonly #options: CandidateBatcherOptions;
  #unsaid: Candidate[] = [];
  #stopWaiting: () => void = () => {};

  constructor(options: CandidateBatcherOptions) {
    this.#options = options;
  }

  /** `null`: there are no more (RFC 8838, section 8.2). */
  found(found: RTCIceCandidate | null): void {
    // Of a device that only opens TCP connections nobody need know beforehand: its port means
    // nothing (RFC 6544, section 4.5), and it would be half of all candidates.
    if (found?.tcpType === 'active') return;
    const candidate = found?.candidate ?? '';
    const { sdpMid = null, sdpMLineIndex = null, usernameFragment = null } = found ?? {};
    this.#unsaid.push({
      candidate,
      sdpMid: candidate === '' ? (sdpMid ?? '0') : sdpMid,
      sdpMLineIndex,
      usernameFragment,
    });
    const isFull = this.#unsaid.length === maxCandidates;
    if (candidate === '' || isFull || !this.#options.timersArePunctual()) this.flush();
    else if (this.#unsaid.length === 1) {
      this.#stopWaiting = this.#options.clock.after(collectMs, () => this.flush());
    }
  }

  /** Says what there is. */
  flush(): void {
    this.#stopWaiting();
    const candidates = this.#unsaid;
    this.#unsaid = [];
    if (candidates.length > 0) this.#options.say(candidates);
  }

  /** Forgets what there is. */
  drop(): void {
    this.#stopWaiting();
    this.#unsaid = [];
  }
}
