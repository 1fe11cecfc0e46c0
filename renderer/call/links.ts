import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal as State,
  signal,
} from '@preact/signals-core';
import type {
  BandwidthState,
  ControlMessage,
  HoldState,
  MediaState,
  QualityView,
  ScreenState,
} from '@tatap/protocol/control';
import type { CallId, DeviceId, IceConfiguration, Signal } from '@tatap/protocol/signaling';
import { unreachable } from '@tatap/protocol/signaling';
import { releaseAll, Scope } from '../scope.ts';
import { sendHold, sendMedia, sendScreen } from './outgoing-media.ts';
import type {
  LinkRole,
  PeerLink,
  PeerLinkFactory,
  PeerLinkState,
  Sending,
  SignalWay,
} from './peer-link-port.ts';
import type { CallPorts, LocalMedia } from './ports.ts';
import { type EarlyOffer, PreparedLink } from './prepared-link.ts';
import { regulateSending } from './regulate.ts';
import { RemoteSound } from './remote-sound.ts';
import type { SharedScreen } from './shared-screen.ts';

/** Signals of a device whose link is not open yet: an offer and its candidates. */
const earlyLimit = 64;

/** More offers than any link makes. */
const seqsPerLink = 1_000;

/** What links tell the call. */
export interface LinkObserver {
  /** `null`: for every device that was asked to ring. */
  signal(device: DeviceId | null, signal: Signal, by: SignalWay): void;
  /** A signal came over the device's link. */
  heard(device: DeviceId, signal: Signal): void;
  state(device: DeviceId, state: PeerLinkState): void;
  /** A link has nothing to hear for a moment, and may be about to be lost. */
  hushed(): void;
  /** The device's person has accepted. */
  accepted(device: DeviceId): void;
  /** The caller says that the accept made here counts. */
  agreed(device: DeviceId): void;
  bye(device: DeviceId, reason: Extract<ControlMessage, { kind: 'bye' }>['reason']): void;
}

interface OpenLink {
  readonly link: PeerLink;
  readonly role: LinkRole;
  readonly scope: Scope;
  state: PeerLinkState;
  /** Whether the device has answered an offer. */
  answer: 'awaited' | 'come';
  /** What the other side says it sends; `null` until it has said so. */
  readonly mediaState: State<MediaState | null>;
  /** What it says about its network; `null` until it has said so. */
  readonly bandwidth: State<BandwidthState | null>;
  /** What it sees of the call's quality; `null` until it has said so. */
  readonly quality: State<QualityView | null>;
  /** What it says about its screen; `null` until it has said so. */
  readonly screen: State<ScreenState | null>;
  /** Whether it has put the call on hold. */
  readonly hold: State<HoldState>;
  /** Whether the own picture is sent. */
  ownPicture: ReadonlySignal<Sending['picture']>;
  /** Whether it is taken for the one, and what is sent over it then. */
  attached: Attached | null;
  /** Whether what comes may be seen and heard is its to know. */
  readonly sound: RemoteSound;
}

interface Attached {
  readonly callId: CallId;
  readonly media: LocalMedia | null;
  /** Whether nothing is sent, because the person has not yet gone on with this device. */
  readonly withheld: ReadonlySignal<boolean>;
}

/** What links need of the outside. */
interface LinkPorts
  extends Pick<CallPorts, 'links' | 'clock' | 'lowData' | 'paths' | 'quality' | 'speaker'> {
  /** The own screen, as far as it is shared. */
  readonly ownScreen: SharedScreen;
  /** Whether this side has put the call on hold. */
  readonly ownHold: ReadonlySignal<HoldState>;
}

/** What the chosen device sends. */
export interface RemoteSide {
  readonly stream: MediaStream;
  readonly mediaState: ReadonlySignal<MediaState | null>;
  readonly bandwidth: ReadonlySignal<BandwidthState | null>;
  readonly screen: ReadonlySignal<ScreenState | null>;
  readonly screenStream: MediaStream;
  readonly hold: ReadonlySignal<HoldState>;
  readonly playback: RemoteSound['playback'];
  /** Whether this side's picture is sent to it. */
  readonly ownPicture: ReadonlySignal<Sending['picture']>;
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

  /** How many peer connections are held. */
  get size(): number {
    return this.#open.size + (this.#prepared === null ? 0 : 1);
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
    const scope = new Scope();
    const screen = signal<ScreenState | null>(null);
    const open: OpenLink = {
      link,
      role,
      scope,
      state: 'connecting',
      answer: 'awaited',
      mediaState: signal(null),
      bandwidth: signal(null),
      quality: signal(null),
      screen,
      hold: signal('running'),
      sound: new RemoteSound(scope, this.#ports.speaker, link, screen),
      ownPicture: signal('sent'),
      attached: null,
    };
    this.#open.set(device, open);
    this.#opened.value = this.#opened.peek() + 1;
    scope.own(
      link.onEvent((event) => {
        switch (event.type) {
          case 'signal':
            this.#observer.signal(device, event.signal, event.by);
            break;
          case 'state':
            open.state = event.state;
            if (event.state === 'connected') open.sound.prime();
            this.#observer.state(device, event.state);
            break;
          case 'hushed':
            this.#observer.hushed();
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
            unreachable(event);
        }
      }),
    );
    prepared?.hand(
      scope,
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

  /**
   * Says something over the link, if it is up. `agreed` answers what came over the link: the channel
   * works then, also where the connection has not said yet that it is up.
   */
  tell(device: DeviceId, message: ControlMessage): void {
    const open = this.#open.get(device);
    if (open === undefined) return;
    if (open.state === 'connected' || message.kind === 'agreed') open.link.send(message);
  }

  /** Says a signal over the link that it is of. */
  signal(device: DeviceId, one: Signal): void {
    this.#open.get(device)?.link.send({ kind: 'signal', signal: one });
  }

  /** This device is taken for the one of a call: sends to it what there is, as it comes. */
  attach(device: DeviceId, attached: Attached): void {
    const open = this.#open.get(device);
    if (open === undefined || open.attached !== null) return;
    open.attached = attached;
    const { callId, media, withheld } = attached;
    const { clock, lowData, paths, quality, ownScreen, ownHold } = this.#ports;
    const { scope, link, bandwidth: remote } = open;
    const held = computed(
      () => withheld.value || ownHold.value === 'held' || open.hold.value === 'held',
    );
    const gates = { held, withheld };
    if (media !== null) sendMedia(scope, link, media, gates, clock);
    sendScreen(scope, link, ownScreen, gates);
    sendHold(scope, link, ownHold);
    scope.own(effect(() => this.#gate(open)));
    const ownPicture = regulateSending(scope, { link, media, clock, lowData, paths, remote });
    open.ownPicture = ownPicture;
    scope.own(
      quality.watch({ callId, link, peer: open.quality, peerBandwidth: remote, ownPicture }),
    );
  }

  /** This device is the one: lets its sound and picture through. */
  openPlayback(device: DeviceId): void {
    const open = this.#open.get(device);
    if (open === undefined) return;
    open.sound.open();
    this.#gate(open);
  }

  /** Followed where it is read in a computation: another link of the device is another side. */
  remoteOf(device: DeviceId): RemoteSide | null {
    this.#opened.value;
    const open = this.#open.get(device);
    if (open === undefined) return null;
    const { link, mediaState, bandwidth, screen, sound, hold, ownPicture } = open;
    const { remote: stream, remoteScreen: screenStream } = link;
    const { playback } = sound;
    return { stream, screenStream, playback, mediaState, bandwidth, screen, hold, ownPicture };
  }

  /** The addresses of this machine may have changed: every link looks for a new path. */
  restartAll(): void {
    for (const { link } of this.#open.values()) link.restartIce();
  }

  /** Links that are down try again, now that signals reach the other side. */
  mendBroken(): void {
    for (const { link, state } of this.#open.values()) {
      if (state !== 'connected') link.mend();
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
    releaseAll([() => open.scope.end(), () => open.link.close(farewell)]);
  }

  closeAll(farewell?: ControlMessage): void {
    this.#early.clear();
    this.#offering = 0;
    releaseAll([
      ...[...this.#open.keys()].map((device) => () => this.close(device, farewell)),
      () => this.#takePrepared()?.link.close(),
    ]);
  }

  /** Who has put the call on hold hears and sees nothing, whatever is still under way. */
  #gate({ link, sound }: OpenLink): void {
    const held = this.#ports.ownHold.value === 'held';
    link.setRemoteHeard(sound.isOpen && !held);
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
  #reopen(device: DeviceId, { role, state, attached, sound }: OpenLink): void {
    this.close(device);
    this.open(device, role);
    if (attached !== null) this.attach(device, attached);
    if (sound.isOpen) this.openPlayback(device);
    if (state === 'connected') this.#observer.state(device, 'interrupted');
  }

  #heard(device: DeviceId, open: OpenLink, message: ControlMessage): void {
    switch (message.kind) {
      case 'media':
        open.mediaState.value = { microphone: message.microphone, camera: message.camera };
        break;
      case 'bandwidth':
        open.bandwidth.value = { picture: message.picture, receive: message.receive };
        break;
      case 'screen':
        open.screen.value = { picture: message.picture, sound: message.sound };
        break;
      case 'hold':
        open.hold.value = message.state;
        break;
      case 'quality': {
        const { kind: _, ...view } = message;
        open.quality.value = view;
        break;
      }
      case 'accept':
        this.#observer.accepted(device);
        break;
      case 'agreed':
        this.#observer.agreed(device);
        break;
      case 'bye':
        this.#observer.bye(device, message.reason);
        break;
      case 'signal':
        this.#observer.heard(device, message.signal);
        break;
      case 'hello':
      case 'capacity':
        // The link's own.
        break;
      default:
        unreachable(message);
    }
  }
}
