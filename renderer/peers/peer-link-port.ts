import type { ControlMessage } from '@tatap/protocol/control';
import type { IceConfiguration, Signal } from '@tatap/protocol/signaling';

/** The caller's side makes the first offer and, where both offer at once, has its way. */
export type LinkRole = 'caller' | 'callee';

/**
 * - `connecting`: never connected yet
 * - `connected`: media flows
 * - `interrupted`: was connected, is being mended by ICE restarts
 * - `failed`: cannot be mended; DTLS was refused
 * - `unfit`: never will be; the descriptions of the two sides do not fit
 */
export type PeerLinkState = 'connecting' | 'connected' | 'interrupted' | 'failed' | 'unfit';

/** Which way a signal takes. */
export type SignalWay = 'server' | 'channel' | 'both';

export type PeerLinkEvent =
  /** To be brought to the other device: through the server, by `send`, or both. */
  | { readonly type: 'signal'; readonly signal: Signal; readonly by: SignalWay }
  | { readonly type: 'state'; readonly state: PeerLinkState }
  /** Nothing has come for about a second, where something came all the time. */
  | { readonly type: 'inboundStalled' }
  /** The other side began anew; a new link has to be opened, and given this offer. */
  | { readonly type: 'restarted'; readonly offer: Signal }
  /** The peer connection is beyond repair: a new link has to be opened, which offers. Caller only. */
  | { readonly type: 'worn' }
  /** A message of the control channel, except those that the link itself handles. */
  | { readonly type: 'message'; readonly message: ControlMessage };

/** What this side sends; a field left out stays as it is, `null` sends nothing. */
export interface OutgoingTracks {
  readonly audio?: MediaStreamTrack | null;
  readonly video?: MediaStreamTrack | null;
  /** The shared screen; how it is sent follows its `contentHint` at the time of the call. */
  readonly screen?: MediaStreamTrack | null;
  readonly screenAudio?: MediaStreamTrack | null;
}

/** How much this side sends. */
export interface Sending {
  /** `less`: little, because somebody's data costs. */
  readonly amount: 'all' | 'less';
  /** The camera's; `small` is what a line of some 300 kbit/s bears without standing still. */
  readonly width: 'full' | 'small';
  /** `paused`: sound alone. Tracks stay where they are. */
  readonly picture: 'sent' | 'paused';
}

/** What is sent until somebody says how much. */
export const everything: Sending = { amount: 'all', width: 'full', picture: 'sent' };

/** One `RTCPeerConnection` to one remote device, with its control channel. */
export interface PeerLink {
  readonly state: PeerLinkState;
  /** Sound and picture of the other side; the same object for as long as the link lives. */
  readonly remote: MediaStream;
  /** The other side's screen and the sound of it; as lasting as `remote`. */
  readonly remoteScreen: MediaStream;
  /** What the way to the other side bore while it rang, in bit/s; `null` where nothing was measured. */
  readonly capacityBps: number | null;
  /** Takes what the other device sent. Stale and unexpected signals are dropped. Never throws. */
  handleSignal(signal: Signal): void;
  /** Sends through senders that were negotiated before; never renegotiates. */
  setTracks(tracks: OutgoingTracks): void;
  /** From now on sends so much; before it is called, all. */
  setSending(sending: Sending): void;
  /** What the way to the other side is believed to bear, in bit/s; `null` while nobody knows. */
  bandwidthBps(): Promise<number | null>;
  /**
   * The connection's statistics, as they come: not parsed yet (W3C WebRTC Statistics). Nothing once
   * it is closed. Never rejects.
   */
  stats(): Promise<readonly unknown[]>;
  /** Lets the remote sound and picture through, or not: silent and black, as they begin. */
  setRemoteHeard(heard: boolean): void;
  /** Sends over the control channel, as soon as it opens where it is not open yet. */
  send(message: ControlMessage): void;
  /**
   * Opens a data channel, reliable and in order; both sides use a label once.
   *
   * @throws InvalidStateError once the link is closed (W3C WebRTC, section 6.1)
   */
  openChannel(label: string): RTCDataChannel;
  /** Looks for a new path; the old one carries on until there is one. */
  restartIce(): void;
  /** Signals reach the other side again: goes on with the restart that waits for that, or begins one. */
  mend(): void;
  /** Uses these servers from the next gathering on. */
  setIceConfiguration(ice: IceConfiguration): void;
  /** Listens; events that came before the first listener are told to it. */
  onEvent(listener: (event: PeerLinkEvent) => void): () => void;
  /** Ends the link at once, after `farewell` has left where one is given. Idempotent. */
  close(farewell?: ControlMessage): void;
}

export interface PeerLinkFactory {
  /** Whether this browser has WebRTC: without it, nothing here may be called. */
  readonly isSupported: boolean;
  /**
   * Makes ahead what the next link of either side begins with, so that the caller's offer is there at
   * the click and the callee's connection when an offer comes. Nothing of it leaves the machine.
   * Idempotent.
   */
  makeReady(): void;
  /** Lets go of what was made ahead. */
  release(): void;
  /**
   * Opens a link; as the caller it offers at once. Its first signals wait for a listener.
   *
   * `firstSeq` numbers the first offer: no two links of a call may begin with the same, because a
   * device may answer the offer of one after it was given another.
   */
  open(options: {
    readonly role: LinkRole;
    readonly ice: IceConfiguration;
    readonly firstSeq: number;
  }): PeerLink;
}
