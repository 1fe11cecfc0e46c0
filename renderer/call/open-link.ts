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
import type { CallId } from '@tatap/protocol/signaling';
import { unreachable } from '@tatap/protocol/signaling';
import { Scope } from '../scope.ts';
import { sendHold, sendMedia, sendScreen } from './outgoing-media.ts';
import type { LinkRole, PeerLink, PeerLinkState, Sending } from './peer-link-port.ts';
import type { CallPorts, LocalMedia } from './ports.ts';
import { regulateSending } from './regulate.ts';
import { RemoteSound } from './remote-sound.ts';
import type { SharedScreen } from './shared-screen.ts';

/** What links need of the outside. */
export interface LinkPorts
  extends Pick<CallPorts, 'links' | 'clock' | 'lowData' | 'paths' | 'quality' | 'speaker'> {
  /** The own screen, as far as it is shared. */
  readonly ownScreen: SharedScreen;
  /** Whether this side has put the call on hold. */
  readonly ownHold: ReadonlySignal<HoldState>;
}

/** The call that a link carries. */
export interface Attached {
  readonly callId: CallId;
  readonly media: LocalMedia | null;
  /** Whether nothing is sent, because the person has not yet gone on with this device. */
  readonly withheld: ReadonlySignal<boolean>;
}

/** What the other device sends, and says of itself. */
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

/** What a device says of itself over its link. */
export type SelfReport = Extract<
  ControlMessage,
  { kind: 'media' | 'bandwidth' | 'screen' | 'hold' | 'quality' }
>;

/** One link of a call: its connection, what the other side says of itself, and what is sent. */
export class OpenLink {
  readonly link: PeerLink;
  readonly role: LinkRole;
  /** Ends with the link. */
  readonly scope = new Scope();
  state: PeerLinkState = 'connecting';
  /** Whether the device has answered an offer. */
  answer: 'awaited' | 'come' = 'awaited';
  /** The call, once this device is chosen as the one that answers. */
  attached: Attached | null = null;
  /** The player of the remote sound; knows whether the remote side may be heard and seen. */
  readonly sound: RemoteSound;
  readonly #ports: LinkPorts;
  // Each is `null` until the other side has said it.
  readonly #mediaState: State<MediaState | null> = signal(null);
  readonly #bandwidth: State<BandwidthState | null> = signal(null);
  readonly #quality: State<QualityView | null> = signal(null);
  readonly #screen: State<ScreenState | null> = signal(null);
  readonly #hold: State<HoldState> = signal('running');
  #ownPicture: ReadonlySignal<Sending['picture']> = signal('sent');

  constructor(link: PeerLink, role: LinkRole, ports: LinkPorts) {
    this.link = link;
    this.role = role;
    this.#ports = ports;
    this.sound = new RemoteSound(this.scope, ports.speaker, link, this.#screen);
  }

  get remote(): RemoteSide {
    return {
      stream: this.link.remote,
      screenStream: this.link.remoteScreen,
      playback: this.sound.playback,
      mediaState: this.#mediaState,
      bandwidth: this.#bandwidth,
      screen: this.#screen,
      hold: this.#hold,
      ownPicture: this.#ownPicture,
    };
  }

  /** Keeps what the other side says of itself. */
  take(report: SelfReport): void {
    switch (report.kind) {
      case 'media':
        this.#mediaState.value = { microphone: report.microphone, camera: report.camera };
        break;
      case 'bandwidth':
        this.#bandwidth.value = { picture: report.picture, receive: report.receive };
        break;
      case 'screen':
        this.#screen.value = { picture: report.picture, sound: report.sound };
        break;
      case 'hold':
        this.#hold.value = report.state;
        break;
      case 'quality': {
        const { kind: _, ...view } = report;
        this.#quality.value = view;
        break;
      }
      default:
        unreachable(report);
    }
  }

  /** Sends to the device what the call has, as it comes. */
  attach(attached: Attached): void {
    this.attached = attached;
    const { callId, media, withheld } = attached;
    const { clock, lowData, paths, quality, ownScreen, ownHold } = this.#ports;
    const { scope, link } = this;
    const held = computed(
      () => withheld.value || ownHold.value === 'held' || this.#hold.value === 'held',
    );
    const gates = { held, withheld };
    if (media !== null) sendMedia(scope, link, media, gates, clock);
    sendScreen(scope, link, ownScreen, gates);
    sendHold(scope, link, ownHold);
    scope.own(effect(() => this.#gate()));
    const remote = this.#bandwidth;
    const ownPicture = regulateSending(scope, { link, media, clock, lowData, paths, remote });
    this.#ownPicture = ownPicture;
    scope.own(
      quality.watch({ callId, link, peer: this.#quality, peerBandwidth: remote, ownPicture }),
    );
  }

  /** Lets the remote sound and picture through. */
  openPlayback(): void {
    this.sound.open();
    this.#gate();
  }

  /** Who has put the call on hold hears and sees nothing, whatever still arrives. */
  #gate(): void {
    const held = this.#ports.ownHold.value === 'held';
    this.link.setRemoteHeard(this.sound.isOpen && !held);
  }
}
