import type { ReadonlySignal } from '@preact/signals-core';
import type { RequestResult } from '@tatap/protocol/signaling';
import type { SessionSnapshot } from '../account/model.ts';
import type { HttpPort } from '../account/ports.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Result } from '../result.ts';
import type { Scope } from '../scope.ts';
import type { DevicesSnapshot } from '../settings/model.ts';
import type { CaptureKind } from '../settings/ports.ts';
import type { OpenFault } from './model.ts';

/** The server as the check asks it: beside the running session, and through it. */
export interface SetupServer {
  readonly http: HttpPort;
  /** Address of the server in use. */
  url(): string;
  readonly session: ReadonlySignal<SessionSnapshot>;
  /** Tries to connect now instead of waiting for the next try. */
  reconnect(): void;
  /** Fresh STUN and TURN servers, asked for over the session's socket. Never rejects. */
  refreshIce(): Promise<Result<RequestResult<'ice.refresh'>>>;
  /** `false` only where this machine is surely in no network. */
  isInNetwork(): boolean;
}

/** One STUN or TURN address with what it is used with. */
export interface IceAddress {
  readonly url: string;
  readonly username?: string | undefined;
  readonly credential?: string | undefined;
}

/** What became of gathering with one address; silence is the caller's deadline. */
export type IceOutcome =
  | { readonly kind: 'found' }
  /** STUN error code of the answer, 300 to 699 (RFC 8489, section 14.8). */
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'unknown-host' }
  | { readonly kind: 'unreachable' };

export interface IceProbePort {
  /** Gathers with this address alone: `stun` the reflexive address, `relay` a relayed one. */
  gather(scope: Scope, address: IceAddress, wanted: 'stun' | 'relay'): Promise<IceOutcome>;
}

/** A device that opened, or why not. */
export type ProbedDevice =
  | { readonly ok: true; readonly track: MediaStreamTrack }
  | { readonly ok: false; readonly fault: OpenFault };

/** One look at what a camera sends. */
export interface PictureSign {
  readonly width: number;
  readonly height: number;
  /** The brightest place of the picture, 0 to 255. */
  readonly brightest: number;
}

export interface DeviceProbePort {
  /** Opens a device with nothing done to its sound; its track stops with the scope. */
  open(scope: Scope, kind: CaptureKind, deviceId: string | null): Promise<ProbedDevice>;
  /** Tells of pictures as they come, until the scope ends. */
  watchPicture(scope: Scope, track: MediaStreamTrack, tell: (sign: PictureSign) => void): void;
  /** Tells the highest sample since the last time, 0 to 1, until the scope ends. */
  watchSound(scope: Scope, track: MediaStreamTrack, tell: (peak: number) => void): void;
  /** A moving picture or a tone that needs no device, until the scope ends. */
  synthetic(scope: Scope, kind: CaptureKind): MediaStreamTrack;
  /** Plays silence on a speaker; resolves once it is under way. */
  playSilence(scope: Scope, speakerId: string | null): Promise<'plays' | 'gone'>;
}

/** How a call between two connections of this page stands. */
export interface LoopbackSign {
  readonly connected: boolean;
  readonly framesDecoded: number;
  readonly soundPackets: number;
}

export interface LoopbackPort {
  /** Sends the tracks from one connection to another, until the scope ends. */
  call(scope: Scope, tracks: readonly MediaStreamTrack[], tell: (sign: LoopbackSign) => void): void;
}

/** Everything that the check needs of the outside. */
export interface SetupPorts {
  readonly server: SetupServer;
  readonly ice: IceProbePort;
  readonly devices: DeviceProbePort;
  readonly loopback: LoopbackPort;
  /** Which devices are in use. */
  readonly chosen: ReadonlySignal<DevicesSnapshot>;
  readonly clock: Clock;
  readonly log: Logger;
}
