import type { Effect } from '@tatap/protocol/call';
import type { Signal } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { PeerLink } from '../peers/peer-link-port.ts';
import type { Scope } from '../scope.ts';

/** A device that has not answered by then may not have got what was said to all: it gets it again. */
const answerWithinMs = 250;

/**
 * Whether every device that is asked to ring gets the offer at once, or it waits for its device. The
 * candidates wait in any case: devices that the link is not for could reach it with them, and their
 * handshake would disturb that of the one that it is for.
 */
export type EarlyOffer = Extract<Effect, { readonly type: 'link.prepare' }>['offer'];

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
      if (offer === 'at-once' && event.signal.kind === 'description') {
        sayToAll(withoutCandidates(event.signal));
      }
    });
  }

  /** The link is somebody's now, or nobody's any more. */
  leave(): void {
    this.#stop();
  }

  /**
   * Gives one device what was said. An offer that was made to all it gets only where it does not
   * answer, as one that registered later.
   */
  hand(scope: Scope, clock: Clock, isAnswered: () => boolean, say: (signal: Signal) => void): void {
    const isOffer = ({ kind }: Signal) => kind === 'description';
    const offerAgain = () => {
      if (!isAnswered()) this.#said.filter(isOffer).forEach(say);
    };
    if (this.#offer === 'at-once') scope.own(clock.after(answerWithinMs, offerAgain));
    for (const one of this.#said) {
      if (this.#offer === 'waits' || !isOffer(one)) say(one);
    }
  }
}

/** RFC 8839, section 5.1: what was found before the description was read is part of it. */
function withoutCandidates<D extends Extract<Signal, { kind: 'description' }>>(description: D): D {
  const sdp = description.sdp.replace(/^a=(?:candidate:.*|end-of-candidates)\r\n/gm, '');
  return { ...description, sdp };
}
