import { signal } from '@preact/signals-core';
import type { LegInput } from '@tatap/protocol/call';
import type { ControlMessage } from '@tatap/protocol/control';
import type { DeviceId, IceConfiguration, Signal } from '@tatap/protocol/signaling';
import { assertNever } from '@tatap/protocol/signaling';
import type {
  LinkRole,
  PeerLink,
  PeerLinkFactory,
  PeerLinkState,
  SignalWay,
} from '../peers/peer-link-port.ts';
import { releaseAll } from '../scope.ts';
import { type LinkPorts, OpenLink, type RemoteSide } from './open-link.ts';
import { type EarlyOffer, PreparedLink } from './prepared-link.ts';

/** Signals of a device whose link is not open yet: an offer and its candidates. */
const earlyLimit = 64;

/** More offers than any link makes. */
const seqsPerLink = 1_000;

/** What a link tells of its leg, which the leg's ID is added to. */
export type LinkInput =
  Extract<LegInput, { type: `link.${string}` }> extends infer I
    ? I extends LegInput
      ? Omit<I, 'leg'>
      : never
    : never;

/** What links tell their leg. */
export interface LinkObserver {
  /** `null`: for every device that was asked to ring. */
  signal(device: DeviceId | null, signal: Signal, by: SignalWay): void;
  /** A signal came over the device's link. */
  heard(device: DeviceId, signal: Signal): void;
  /** A link has nothing to hear for a moment, and may be about to be lost. */
  inboundStalled(): void;
  tell(input: LinkInput): void;
}

/** The peer links of one call, one to each device that rings, by device. */
export class CallLinks {
  readonly #factory: PeerLinkFactory;
  readonly #ports: LinkPorts;
  readonly #ice: () => IceConfiguration;
  readonly #observer: LinkObserver;
  readonly #open = new Map<DeviceId, OpenLink>();
  /** Rises with every link that is opened or closed, so that views follow the map. */
  readonly #opened = signal(0);
  readonly #early = new Map<DeviceId, Signal[]>();
  #prepared: PreparedLink | null = null;
  /** How many links were made that offer: each numbers its offers from another on. */
  #offering = 0;

  constructor(ports: LinkPorts, ice: () => IceConfiguration, observer: LinkObserver) {
    this.#factory = ports.links;
    this.#ports = ports;
    this.#ice = ice;
    this.#observer = observer;
  }

  /** Makes an offer before it is known for whom: it is for the first device that rings. */
  prepare(offer: EarlyOffer): void {
    this.#takePrepared()?.link.close();
    this.#prepared = new PreparedLink(this.#make('caller'), offer, (one) =>
      this.#observer.signal(null, one, 'server'),
    );
  }

  open(device: DeviceId, role: LinkRole): void {
    if (this.#open.has(device)) return;
    const prepared = role === 'caller' ? this.#takePrepared() : null;
    const link = prepared?.link ?? this.#make(role);
    const open = new OpenLink(this.#ports.peers.add(device, link), role, this.#ports);
    this.#open.set(device, open);
    this.#opened.value = this.#opened.peek() + 1;
    open.scope.own(
      link.onEvent((event) => {
        switch (event.type) {
          case 'signal':
            this.#observer.signal(device, event.signal, event.by);
            break;
          case 'state':
            if (event.state === 'connected') open.sound.prime();
            this.#tellState(device, event.state);
            break;
          case 'inboundStalled':
            this.#observer.inboundStalled();
            break;
          case 'restarted':
            this.#reopen(device, open);
            this.receive(device, event.offer);
            break;
          case 'worn':
            this.#reopen(device, open);
            break;
          case 'message':
            this.#heard(device, open, event.message);
            break;
          default:
            assertNever(event);
        }
      }),
    );
    prepared?.hand(
      open.scope,
      this.#ports.clock,
      () => open.answer === 'come',
      (one) => this.#observer.signal(device, one, 'server'),
    );
    const early = this.#early.get(device) ?? [];
    this.#early.delete(device);
    for (const one of early) this.receive(device, one);
  }

  /** Takes a signal of a device; what comes before its link is open waits for it. */
  receive(device: DeviceId, one: Signal): void {
    const open = this.#open.get(device);
    if (open !== undefined) {
      if (one.kind === 'description' && one.type === 'answer') open.answer = 'come';
      open.link.handleSignal(one);
      return;
    }
    const early = this.#early.get(device) ?? [];
    if (early.length < earlyLimit) this.#early.set(device, [...early, one]);
  }

  /** The link to a device that is open. */
  get(device: DeviceId): OpenLink | undefined {
    return this.#open.get(device);
  }

  /** Followed where it is read in a computation: another link of the device is another side. */
  remoteOf(device: DeviceId): RemoteSide | null {
    this.#opened.value;
    return this.#open.get(device)?.remote ?? null;
  }

  /** The addresses of this machine may have changed: every link looks for a new path. */
  restartAll(): void {
    for (const { link } of this.#open.values()) link.restartIce();
  }

  /** Links that are down try again, now that signals reach the other side. */
  mendBroken(): void {
    for (const { link } of this.#open.values()) {
      if (link.state !== 'connected') link.mend();
    }
  }

  setIceConfiguration(ice: IceConfiguration): void {
    this.#prepared?.link.setIceConfiguration(ice);
    for (const { link } of this.#open.values()) link.setIceConfiguration(ice);
  }

  /** Which ways may be taken has changed: every link leaves its own and looks for another. */
  reroute(ice: IceConfiguration): void {
    this.#takePrepared()?.link.close();
    for (const { link } of this.#open.values()) link.setIceConfiguration(ice);
    this.restartAll();
  }

  close(device: DeviceId, farewell?: ControlMessage): void {
    const open = this.#open.get(device);
    this.#early.delete(device);
    if (open === undefined) return;
    this.#open.delete(device);
    this.#opened.value = this.#opened.peek() + 1;
    releaseAll([() => open.scope.end(), () => open.use.release(farewell)]);
  }

  closeAll(farewell?: ControlMessage): void {
    this.#early.clear();
    this.#offering = 0;
    releaseAll([
      ...[...this.#open.keys()].map((device) => () => this.close(device, farewell)),
      () => this.#takePrepared()?.link.close(),
    ]);
  }

  #make(role: LinkRole): PeerLink {
    const firstSeq = role === 'caller' ? this.#offering * seqsPerLink : 0;
    if (role === 'caller') this.#offering += 1;
    return this.#factory.open({ role, ice: this.#ice(), firstSeq });
  }

  #takePrepared(): PreparedLink | null {
    const prepared = this.#prepared;
    prepared?.leave();
    this.#prepared = null;
    return prepared;
  }

  /**
   * One side begins anew, with another peer connection: so does the other. Until it is up the call
   * is interrupted, and is given up as after any outage.
   */
  #reopen(device: DeviceId, { role, link, attached, sound }: OpenLink): void {
    this.close(device);
    this.open(device, role);
    // Before anything is sent over it: the call may be on hold.
    this.#observer.tell({ type: 'link.reopened', device });
    const open = this.#open.get(device);
    if (attached !== null) open?.attach(attached);
    if (sound.isOpen) open?.openPlayback();
    if (link.state === 'connected') this.#tellState(device, 'interrupted');
  }

  #tellState(device: DeviceId, state: PeerLinkState): void {
    if (state !== 'connecting') this.#observer.tell({ type: `link.${state}`, device });
  }

  #heard(device: DeviceId, open: OpenLink, message: ControlMessage): void {
    switch (message.kind) {
      case 'media':
      case 'bandwidth':
      case 'screen':
      case 'quality':
        open.take(message);
        break;
      case 'hold':
        this.#observer.tell({ type: 'link.hold', device, state: message.state });
        break;
      case 'accept':
        this.#observer.tell({ type: 'link.accepted', device });
        break;
      case 'agreed':
        this.#observer.tell({ type: 'link.agreed', device });
        break;
      case 'bye':
        this.#observer.tell({ type: 'link.bye', device, reason: message.reason });
        break;
      case 'signal':
        this.#observer.heard(device, message.signal);
        break;
      case 'hello':
      case 'capacity':
        // The link's own.
        break;
      default:
        assertNever(message);
    }
  }
}
