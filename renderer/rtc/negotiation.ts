import type { Candidate, Signal } from '@tatap/protocol/signaling';
import { assertNever } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { LinkRole } from '../peers/peer-link-port.ts';
import { CandidateBatcher } from './candidate-batcher.ts';
import { asAnswer, sessionIdOf, ufragOf } from './sdp.ts';

type Description = Extract<Signal, { kind: 'description' }>;
type Candidates = Extract<Signal, { kind: 'candidates' }>;

/** Signals with candidates that wait for their description; a link sends a dozen at most. */
const waitingLimit = 64;

export interface NegotiationOptions {
  readonly connection: RTCPeerConnection;
  readonly role: LinkRole;
  readonly clock: Clock;
  timersArePunctual(): boolean;
  readonly log: Logger;
  send(signal: Signal): void;
  /** Adjusts a remote description before it is applied. */
  adapt(sdp: string): string;
  /** The offer is applied; transceivers are there to be set up before the answer is made. */
  beforeAnswer(): void;
  /** The first offer and answer have met. */
  onSettled(): void;
  /** The called side asks for an offer, and none is on its way: one is about to be made. */
  onAsked(): void;
  /** The called side asks for another peer connection: this one is of no use to it any more. */
  onGivenUp(): void;
  /** An offer of another session came: the other side began anew. */
  onRestarted(offer: Signal): void;
  /** The two sides' first descriptions do not fit. */
  onFailed(cause: unknown): void;
}

/**
 * Offers and answers of one link. The caller alone offers, and the called side asks for an offer, so
 * that two never collide: one of them would have to be taken back, and Chromium 156 shows no picture
 * any more after that. Offers are numbered, so that what is stale, sent twice (by the server and by
 * the control channel) or early is recognized: stale ones are dropped, early candidates wait.
 *
 * Steps run one after the other, because every one of them is asynchronous in the browser.
 */
export class Negotiation {
  readonly #options: NegotiationOptions;
  readonly #connection: RTCPeerConnection;
  readonly #candidates: CandidateBatcher;
  /** Highest offer number seen or used. */
  #latest = -1;
  /** Number of this link's first offer; lower ones were of another. */
  #first = 0;
  /** The first offer, made before it was wanted; `null` where the browser could not make it. */
  #drafted: Promise<RTCLocalSessionDescriptionInit | null> | null = null;
  /** The own offer that waits for its answer. */
  #offered: number | null = null;
  /** Number of the remote description that is applied. */
  #applied = -1;
  /** Number of the latest offer that has met its answer. */
  #agreed = -1;
  /** As the callee: of the first offer that came. */
  #remoteSession: string | null = null;
  /** As the callee: the answer, where the connection was adapted after it was said. */
  #answered: RTCSessionDescription | null = null;
  #waiting: Candidates[] = [];
  #steps: Promise<void> = Promise.resolve();
  #open = true;

  constructor(options: NegotiationOptions) {
    this.#options = options;
    this.#connection = options.connection;
    this.#candidates = new CandidateBatcher({
      ...options,
      say: (candidates) => options.send({ kind: 'candidates', candidates, seq: this.#latest }),
    });
    this.#connection.addEventListener('icecandidate', ({ candidate }) => {
      if (this.#open) this.#candidates.found(candidate);
    });
  }

  /** As the caller: makes the first offer, but says and applies nothing of it yet. */
  draft(): void {
    this.#drafted = this.#connection.createOffer().catch((cause) => {
      this.#options.log.debug('offer not drafted', { cause });
      return null;
    });
  }

  /** What comes first is numbered so; the caller offers. */
  begin(firstSeq: number): void {
    this.#latest = firstSeq - 1;
    this.#first = firstSeq;
    if (this.#options.role === 'caller') this.offer();
  }

  /** As the caller: makes an offer, the first or, after `restartIce` of the connection, a new one. */
  offer(): void {
    this.#run(() => this.#offer());
  }

  /** As the caller: says again what waits for its answer. `false` where nothing does. */
  offerAgain(): boolean {
    const seq = this.#offered;
    if (seq === null) return false;
    this.#run(async () => {
      if (this.#offered === seq) this.#describe(seq);
    });
    return true;
  }

  /**
   * As the callee: asks for an offer of the same connection, or of another one. Before the first has
   * come there is nothing to do better.
   */
  ask(connection: 'same' | 'another'): void {
    if (this.#applied < 0) return;
    const anew = connection === 'another' ? { anew: true } : {};
    this.#options.send({ kind: 'restart', seq: this.#applied, ...anew });
  }

  /**
   * Adapts what the other side has described once more, without a word to it: the browser reads it
   * as the answer to an offer that does not leave. Nothing where descriptions are on their way.
   */
  reapplyRemoteDescription(): void {
    this.#run(() => this.#reapplyRemoteDescription());
  }

  receive(signal: Signal): void {
    switch (signal.kind) {
      case 'description':
        if (signal.type === 'offer') this.#receiveOffer(signal);
        else this.#run(() => this.#takeAnswer(signal));
        break;
      case 'candidates':
        this.#run(() => this.#takeCandidates(signal));
        break;
      case 'restart':
        this.#run(() => this.#takeRequest(signal));
        break;
      default:
        assertNever(signal);
    }
  }

  close(): void {
    this.#open = false;
    this.#candidates.drop();
    this.#waiting = [];
  }

  #run(step: () => Promise<void>): void {
    this.#steps = this.#steps.then(async () => {
      if (!this.#open) return;
      try {
        await step();
      } catch (cause) {
        if (this.#open) this.#failed(cause);
      }
    });
  }

  /** A first negotiation that fails is the end; a later one leaves what is there as it is. */
  #failed(cause: unknown): void {
    this.#options.log.warn('negotiation step failed', { cause });
    if (this.#agreed < 0) this.#options.onFailed(cause);
  }

  async #offer(): Promise<void> {
    const seq = this.#latest + 1;
    this.#advance(seq);
    this.#offered = seq;
    const drafted = await this.#drafted;
    this.#drafted = null;
    if (drafted === null) {
      await this.#connection.setLocalDescription();
      this.#describe(seq);
      return;
    }
    // The other side reads it while it is applied here.
    this.#say(drafted, seq);
    try {
      await this.#connection.setLocalDescription(drafted);
    } catch (cause) {
      // It no longer fits the connection; the answer to it will be stale.
      this.#options.log.warn('draft not applied', { cause });
      await this.#offer();
    }
  }

  /** Asked again, or by both ways, the same offer answers; it may have been lost. */
  async #takeRequest({ seq, anew }: Extract<Signal, { kind: 'restart' }>): Promise<void> {
    if (this.#options.role === 'callee') return;
    if (anew === true && seq >= this.#first) {
      this.#options.onGivenUp();
      return;
    }
    if (this.#offered !== null && this.#offered > seq) this.#describe(this.#offered);
    else if (this.#latest <= seq) {
      this.#options.onAsked();
      await this.#offer();
    }
  }

  /** Another session is known at once: what comes behind its offer is for another link, too. */
  #receiveOffer(offer: Description): void {
    if (this.#options.role === 'caller') return;
    const session = sessionIdOf(offer.sdp);
    this.#remoteSession ??= session;
    if (session === this.#remoteSession) this.#run(() => this.#takeOffer(offer));
    else this.#options.onRestarted(offer);
  }

  async #takeOffer(offer: Description): Promise<void> {
    if (offer.seq <= this.#applied) {
      // Said again: the answer may have been lost.
      if (offer.seq === this.#agreed) this.#describe(offer.seq);
      return;
    }
    await this.#apply(offer);
    this.#answered = null;
    this.#options.beforeAnswer();
    await this.#connection.setLocalDescription();
    this.#describe(offer.seq);
    this.#settled(offer.seq);
  }

  async #takeAnswer(answer: Description): Promise<void> {
    if (answer.seq !== this.#offered) return;
    await this.#apply(answer);
    this.#offered = null;
    this.#settled(answer.seq);
  }

  async #reapplyRemoteDescription(): Promise<void> {
    const { remoteDescription, localDescription, signalingState } = this.#connection;
    if (this.#offered !== null || signalingState !== 'stable') return;
    if (remoteDescription === null || localDescription === null) return;
    const offer = await this.#connection.createOffer();
    // A restart is about to be offered, which adapts it all the same.
    if (ufragOf(offer.sdp ?? '') !== ufragOf(localDescription.sdp)) return;

    const sdp = this.#options.adapt(asAnswer(remoteDescription.sdp, localDescription.sdp));
    if (this.#options.role === 'callee') this.#answered ??= localDescription;
    await this.#connection.setLocalDescription(offer);
    try {
      await this.#connection.setRemoteDescription({ type: 'answer', sdp });
    } catch (cause) {
      await this.#connection.setLocalDescription({ type: 'rollback' });
      throw cause;
    }
  }

  #settled(seq: number): void {
    this.#agreed = seq;
    this.#options.onSettled();
  }

  async #apply({ type, sdp, seq }: Description): Promise<void> {
    await this.#connection.setRemoteDescription({ type, sdp: this.#options.adapt(sdp) });
    this.#applied = seq;
    this.#advance(seq);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const candidate of waiting) this.receive(candidate);
  }

  /** What was found so far belongs to the offer before. */
  #advance(seq: number): void {
    if (seq <= this.#latest) return;
    this.#candidates.flush();
    this.#latest = seq;
  }

  #describe(seq: number): void {
    const description = this.#answered ?? this.#connection.localDescription;
    if (description !== null) this.#say(description, seq);
  }

  #say({ type, sdp = '' }: RTCLocalSessionDescriptionInit, seq: number): void {
    if (!this.#open || (type !== 'offer' && type !== 'answer')) return;
    this.#options.send({ kind: 'description', type, sdp, seq });
  }

  async #takeCandidates(signal: Candidates): Promise<void> {
    if (signal.seq < this.#applied) return;
    if (signal.seq > this.#applied) {
      if (this.#waiting.length < waitingLimit) this.#waiting.push(signal);
      return;
    }
    await Promise.all(signal.candidates.map((one) => this.#add(one)));
  }

  async #add(candidate: Candidate): Promise<void> {
    try {
      await this.#connection.addIceCandidate(candidate);
    } catch (cause) {
      // Of a description that was taken back, or of a kind this browser does not know.
      this.#options.log.debug('candidate not taken', { cause });
    }
  }
}
