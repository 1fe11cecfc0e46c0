import type { ReadonlySignal } from '@preact/signals-core';
import type { BandwidthState, QualityView } from '@tatap/protocol/control';
import type { CallId } from '@tatap/protocol/signaling';
import type { PeerLink } from '../peers/peer-link-port.ts';

/**
 * How long an answer took, in milliseconds; `late` where none came within 1.5 s, and `failed` where
 * the server cannot be reached.
 */
export type PingResult = number | 'late' | 'failed';

/** Asks the signaling server something that needs no answer but one, with so many bytes more. */
export type Ping = (bytes: number) => Promise<PingResult>;

/** A running call with its link, as far as its quality is concerned. */
export interface QualitySubject {
  readonly callId: CallId;
  readonly link: Pick<PeerLink, 'stats' | 'send'>;
  /** What the other side says it sees; `null` while it has said nothing. */
  readonly peer: ReadonlySignal<QualityView | null>;
  /** What it says about its network; `null` while it has said nothing. */
  readonly peerBandwidth: ReadonlySignal<BandwidthState | null>;
  /** Whether the own picture is sent. */
  readonly ownPicture: ReadonlySignal<BandwidthState['picture']>;
}

/** Watches the quality of calls. */
export interface QualityPort {
  /** Watches until the returned function is called. A call may have one link after another. */
  watch(subject: QualitySubject): () => void;
}
