import type { ReadonlySignal } from '@preact/signals-core';
import type { CallMedia } from '@tatap/protocol/call';
import type { RingingAction } from '@tatap/protocol/ipc';
import type {
  AccountId,
  CallId,
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestResult,
} from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { IdentityGuard } from '../identity/guard.ts';
import type { Logger } from '../log.ts';
import type { PeerLinkFactory } from '../peers/peer-link-port.ts';
import type { PeerLinks } from '../peers/peer-links.ts';
import type { QualityPort } from '../quality/ports.ts';
import type { Result } from '../result.ts';
import type { BandwidthHistory } from './bandwidth-history.ts';
import type { HistoryEntry, Peer, ScreenContent, SelfMedia } from './model.ts';

/**
 * The way to the server, as domains use it.
 *
 * Requests reach the server in the order in which they were made. `call.cancel`, `call.decline`,
 * `call.busy` and `call.bye` are kept while the server is out of reach, and sent after the next
 * `registered`; every other request then answers `unreachable` at once. A request whose
 * acknowledgement was lost with the connection is sent again after the reconnect. Never rejects.
 */
export interface SignalingPort {
  request<N extends RequestName>(
    name: N,
    payload: RequestInput<N>,
  ): Promise<Result<RequestResult<N>>>;
  /** Listens to one event, already parsed. `registered` comes first after every (re)connect. */
  on<N extends EventName>(event: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Makes sure of a connection that looks alive, and tries at once to get one back that is gone. */
  reconnect(): void;
  /**
   * A link has fallen silent, and the way to the server may have gone with it: as `reconnect`, but a
   * server that takes longer than usual to answer is not waited for.
   */
  suspect(): void;
}

/**
 * Camera and microphone of one call. Opening never fails and never waits: tracks appear in the
 * signals as they become ready, each by itself, and change when a device is switched, unplugged or
 * comes back.
 */
export interface LocalMedia {
  /**
   * The microphone's track; `null` while it opens and where there is none. It stays while muted,
   * with `enabled` false, so that silence is instant and speaking again too.
   */
  readonly audio: ReadonlySignal<MediaStreamTrack | null>;
  /** The camera's track; `null` while it opens, while it is off, and where there is none. */
  readonly video: ReadonlySignal<MediaStreamTrack | null>;
  /**
   * What the person wants, or `unavailable` where it cannot be had. `on` while it opens, and while
   * the call is on hold. No interruption changes what is wanted; what is sent follows from both.
   */
  readonly microphone: ReadonlySignal<SelfMedia['microphone']>;
  readonly camera: ReadonlySignal<SelfMedia['camera']>;
  /** The own picture for the preview: a stream of `video`, `null` when that is. */
  readonly picture: ReadonlySignal<MediaStream | null>;
  /** Mutes by `track.enabled`; the device stays open. */
  setMicrophone(on: boolean): void;
  /** Off stops the track, so that the camera's light goes out; on opens it again. */
  setCamera(on: boolean): void;
  /** While the call is on hold by this side, the camera is closed and its light is out. */
  setHeld(held: boolean): void;
  /** Stops every track and forgets the devices. Idempotent. */
  close(): void;
}

export interface LocalMediaPort {
  /** Whether `open` asks the person nothing: they have let the app use these devices before. */
  isAllowed(media: CallMedia): boolean;
  /** Starts to open the microphone, and the camera where `media` is `video`. */
  open(media: CallMedia): LocalMedia;
}

/** A screen or window that is being captured. */
export interface CapturedScreen {
  /** Everything that is captured, for the own preview. */
  readonly picture: MediaStream;
  readonly video: MediaStreamTrack;
  /** The computer's sound; `null` where it is not captured. */
  readonly audio: MediaStreamTrack | null;
  /** Tells encoders what the picture shows. */
  setContent(content: ScreenContent): void;
  /** Told when it ends by itself: stopped in the system's bar, window closed, screen unplugged. */
  onEnded(listener: () => void): void;
  /** Stops every track. Idempotent; `onEnded` is not told. */
  stop(): void;
}

export type ScreenCapture =
  | { readonly outcome: 'captured'; readonly screen: CapturedScreen }
  /** The person chose nothing. */
  | { readonly outcome: 'cancelled' }
  /** The system lets this program see no screen. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'failed' };

export interface ScreenPort {
  readonly isSupported: boolean;
  /**
   * Asks the person what to share, in answer to a press. Never rejects.
   *
   * @param given takes the question back; what comes after that is `cancelled`
   */
  capture(given: AbortSignal): Promise<ScreenCapture>;
}

/** What rings on this machine. Showing twice replaces; hiding what is not shown does nothing. */
export interface RingPort {
  /** Ringtone on the ring device, the small ringing window, a system notification. */
  showIncoming(call: {
    readonly callId: CallId;
    readonly peer: Peer;
    readonly media: CallMedia;
    /** The person is verified on another device, but the call comes from a new one. */
    readonly unconfirmed: boolean;
  }): void;
  hideIncoming(): void;
  /** The tone that the caller hears while it rings over there. */
  startRingback(): void;
  stopRingback(): void;
  /** What was pressed in the ringing window or on the notification. */
  onAction(listener: (action: RingingAction) => void): () => void;
}

/** Where past calls are written down. Recording a call again replaces its entry. */
export interface HistoryPort {
  record(entry: HistoryEntry): void;
  /** This device answers the call: it is not missed, even if the server does not know that yet. */
  answered(call: CallId): void;
}

export interface PeopleDirectory {
  /** How this person is called here; `displayName` is what the server says, where it says so. */
  describe(id: AccountId, displayName?: string): Peer;
}

/** A stream whose sound is being played. */
export interface PlayedSound {
  /** `silent`: the browser holds the sound back until a gesture (HTML, "allowed to play"). */
  readonly playback: ReadonlySignal<'playing' | 'silent'>;
  /** Lets it be heard. */
  unmute(): void;
  /** Lets go of the speaker. Idempotent. */
  stop(): void;
}

/** Where the other side is heard. */
export interface SpeakerPort {
  /** Opens the speaker for a stream and plays it muted. */
  play(of: 'person' | 'screen', stream: MediaStream): PlayedSound;
}

/** Keeps the screen on and the machine awake. */
export interface WakePort {
  setInCall(inCall: boolean): void;
}

interface NetworkPort {
  /** Tells that addresses of this machine may have changed: `online`, waking up, another network. */
  onChanged(listener: () => void): () => void;
  /** Tells of every address that this machine gets; watches only while somebody listens. */
  onNewAddress(listener: () => void): () => void;
}

/** Everything that a call needs of the outside. */
export interface CallPorts {
  readonly signaling: SignalingPort;
  readonly media: LocalMediaPort;
  readonly screen: ScreenPort;
  readonly links: PeerLinkFactory;
  /** The links by remote device, of which each call holds its own. */
  readonly peers: Pick<PeerLinks, 'add'>;
  readonly ring: RingPort;
  readonly speaker: SpeakerPort;
  readonly history: HistoryPort;
  readonly people: PeopleDirectory;
  readonly identity: IdentityGuard;
  readonly clock: Clock;
  /** Whether the person wants calls to use little data; may change in a running call. */
  readonly lowData: ReadonlySignal<boolean>;
  /** The person hides their address: links go through relays alone. */
  readonly relayOnly: ReadonlySignal<boolean>;
  /** What calls over this network could send. */
  readonly paths: Pick<BandwidthHistory, 'expectedBps' | 'watch'>;
  readonly quality: QualityPort;
  readonly wake: WakePort;
  readonly network: NetworkPort;
  readonly log: Logger;
  /** Makes a random UUID: the id of a new call. */
  createId(): CallId;
}
