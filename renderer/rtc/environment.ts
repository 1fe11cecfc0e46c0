import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { LocalCodecs } from './codecs.ts';

/** What the browser gives, and what tests replace. */
export interface RtcEnvironment {
  /** Whether the browser has peer connections: WebRTC can be switched off. */
  readonly isSupported: boolean;
  readonly clock: Clock;
  readonly log: Logger;
  /** What the machine can send and receive; `null` while that is not known. */
  codecs(): LocalCodecs | null;
  /**
   * Where the encoder begins, in kbit/s, on a path that bears so much in bit/s; `null` of a path
   * that was not measured.
   */
  startBitrateKbps(capacityBps: number | null): number;
  /**
   * Whether the browser takes how it sends out of descriptions; one that does not need not read them
   * again.
   */
  readonly takesSettings: boolean;
  /** Whether nothing but relays may be used: the other side learns no address of this machine. */
  relayOnly(): boolean;
  /** Whether timers come on time: of a page that nobody sees they may be a second late. */
  timersArePunctual(): boolean;
  /** Told what ICE has found of the own network, when it has found all. */
  gathered(candidates: readonly string[]): void;
  createConnection(configuration: RTCConfiguration): RTCPeerConnection;
  createStream(): MediaStream;
}
