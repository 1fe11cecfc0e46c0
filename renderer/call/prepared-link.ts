import type { Signal } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';
import type { PeerLink } from './peer-link-port.ts';

/** A device that has not answered by then may not have got what was said to all: it gets it again. */
const answerWithinMs = 250;

/** Whether every device that is asked to ring gets the offer at once, or it waits for its device. */
export type EarlyOffer = 'at-once' | 'waits';

/** The caller's side of a link, made before it is known whose it will be. */
export class PreparedLink {
  readonly link: PeerLink;
  readonly #offer: EarlyOffer;
  /** What the link has said so far. */
  readonly #said: Signal[] = [];
  readonly #stop: () => void;

  /** `sayToAll` reaches every device that was asked to ring. */
  constructor(link: PeerLink, offer: EarlyOffer, sayToAll: (signal: Signal) => void) {
    this.link = link;
    this.#offer = offer;
    this.#stop = link.onEvent((event) => {
      if (event.type !== 'signal') return;
      this.#said.push(event.signal);
      if (offer === 'at-once') sayToAll(event.signal);
    });
  }

  /** The link is somebody's now, or nobody's any more. */
  leave(): void {
    this.#stop();
  }

  /**
   * Gives one device what was said: at once, unless it was said to all. Then only where no answer
   * comes, as from a device that registered later.
   */
  repeat(
    scope: Scope,
    clock: Clock,
    isAnswered: () => boolean,
    say: (signal: Signal) => void,
  ): void {
    const repeat = () => {
      if (isAnswered()) return;
      for (const one of this.#said) say(one);
    };
    if (this.#offer === 'waits') repeat();
    else scope.own(clock.after(answerWithinMs, repeat));
  }
}
