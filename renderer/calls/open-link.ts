import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal as State,
  signal,
} from '@preact/signals-core';
import type { Hold } from '@tatap/protocol/call';
import type {
  BandwidthState,
  ControlMessage,
  HoldState,
  MediaState,
  QualityView,
  ScreenState,
} from '@tatap/protocol/control';
import type { CallId } from '@tatap/protocol/signaling';
import { assertNever } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { LinkRole, PeerLink, Sending } from '../peers/peer-link-port.ts';
import type { LinkUse } from '../peers/peer-links.ts';
import { Scope } from '../scope.ts';
import type { SelfMedia } from './model.ts';
import type { CallPorts, LocalMedia } from './ports.ts';
import { regulateSending } from './regulate.ts';
import { RemoteSound } from './remote-sound.ts';
import type { SharedScreen } from './shared-screen.ts';

/**
 * How long the picture leaves the processor to the sound, which needs as much to fill its first Opus
 * packet. To begin with a picture takes both sides some 20 ms of it; the first one is none the later,
 * for it spends more than that in the pacer (docs/BENCHMARKS.md).
 */
export const soundFirstMs = 20;

/** The ports that links use. */
export interface LinkPorts
  extends Pick<
    CallPorts,
    'links' | 'peers' | 'clock' | 'lowData' | 'paths' | 'quality' | 'speaker'
  > {
  /** The screen that this side shares, if any. */
  readonly ownScreen: SharedScreen;
}

/** The call that a link carries. */
export interface Attached {
  readonly callId: CallId;
  readonly media: LocalMedia | null;
  /** True while no media may be sent: the person has not confirmed this device. */
  readonly withheld: ReadonlySignal<boolean>;
}

/** The media of the remote device and its reported state. */
export interface RemoteSide {
  readonly stream: MediaStream;
  readonly mediaState: ReadonlySignal<MediaState | null>;
  readonly bandwidth: ReadonlySignal<BandwidthState | null>;
  readonly screen: ReadonlySignal<ScreenState | null>;
  readonly screenStream: MediaStream;
  readonly playback: RemoteSound['playback'];
  /** Whether this side's picture is sent to it. */
  readonly ownPicture: ReadonlySignal<Sending['picture']>;
}

/** Messages in which a device reports its own state. */
export type SelfReport = Extract<
  ControlMessage,
  { kind: 'media' | 'bandwidth' | 'screen' | 'quality' }
>;

/** One link of a call: its peer connection, the reported state of the remote side, and what is sent. */
export class OpenLink {
  readonly link: PeerLink;
  /** The call's hold on the link. */
  readonly use: LinkUse;
  readonly role: LinkRole;
  /** Ends with the link. */
  readonly scope = new Scope();
  /** Whether the device has answered an offer. */
  answer: 'awaited' | 'come' = 'awaited';
  /** The call, once this device is chosen as the one that answers. */
  attached: Attached | null = null;
  /** The player of the remote sound; knows whether the remote side may be heard and seen. */
  readonly sound: RemoteSound;
  readonly #ports: LinkPorts;
  // `null` until the remote side has reported it.
  readonly #mediaState: State<MediaState | null> = signal(null);
  readonly #bandwidth: State<BandwidthState | null> = signal(null);
  readonly #quality: State<QualityView | null> = signal(null);
  readonly #screen: State<ScreenState | null> = signal(null);
  /** What each side has said of hold, as the call has it. */
  readonly #hold: State<Hold> = signal({ own: 'running', peer: 'running' });
  #ownPicture: ReadonlySignal<Sending['picture']> = signal('sent');

  constructor(use: LinkUse, role: LinkRole, ports: LinkPorts) {
    const { link } = use;
    this.link = link;
    this.use = use;
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
      ownPicture: this.#ownPicture,
    };
  }

  /** Stores a state that the remote side reports. */
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
      case 'quality': {
        const { kind: _, ...view } = report;
        this.#quality.value = view;
        break;
      }
      default:
        assertNever(report);
    }
  }

  /**
   * Says something over the link, if it is up. `agreed` answers what came over the link: the channel
   * works then, also where the connection has not said yet that it is up.
   */
  tell(message: ControlMessage): void {
    if (this.link.state === 'connected' || message.kind === 'agreed') this.link.send(message);
  }

  /** Sends and plays nothing while either side holds, and tells the device of the own hold. */
  setHold(hold: Hold): void {
    this.#hold.value = hold;
  }

  /**
   * This device is taken for the one of a call: starts to send the call's media; tracks follow when
   * they are ready. Idempotent.
   */
  attach(attached: Attached): void {
    if (this.attached !== null) return;
    this.attached = attached;
    const { callId, media, withheld } = attached;
    const { clock, lowData, paths, quality, ownScreen } = this.#ports;
    const { scope, link } = this;
    const held = computed(() => {
      const { own, peer } = this.#hold.value;
      return withheld.value || own === 'held' || peer === 'held';
    });
    const gates = { held, withheld };
    if (media !== null) sendMedia(scope, link, media, gates, clock);
    sendScreen(scope, link, ownScreen, gates);
    sendHold(scope, link, this.#hold);
    scope.own(effect(() => this.#gate()));
    const remote = this.#bandwidth;
    const ownPicture = regulateSending(scope, { link, media, clock, lowData, paths, remote });
    this.#ownPicture = ownPicture;
    scope.own(
      quality.watch({ callId, link, peer: this.#quality, peerBandwidth: remote, ownPicture }),
    );
  }

  /** Makes remote sound and picture audible and visible. */
  openPlayback(): void {
    this.sound.open();
    this.#gate();
  }

  /** Mutes remote media while this side holds the call. */
  #gate(): void {
    const held = this.#hold.value.own === 'held';
    this.link.setRemoteHeard(this.sound.isOpen && !held);
  }
}

/** Conditions under which no media is sent. */
interface SendingGates {
  /** The call is on hold, or `withheld`. */
  readonly held: ReadonlySignal<boolean>;
  /**
   * The device is new and the person has not continued yet (`IdentityModel.acknowledge`). The other
   * side is told that the microphone is muted and the camera is off, so it draws no black picture.
   */
  readonly withheld: ReadonlySignal<boolean>;
}

/**
 * Sends sound and picture over a link as each becomes ready and whenever it changes, and tells the
 * other side what is on. Neither waits for the other's device.
 */
function sendMedia(
  scope: Scope,
  link: PeerLink,
  media: LocalMedia,
  { held, withheld }: SendingGates,
  clock: Clock,
): void {
  scope.own(effect(() => link.setTracks({ audio: held.value ? null : media.audio.value })));
  const sendPicture = () =>
    effect(() => link.setTracks({ video: held.value ? null : media.video.value }));
  scope.own(clock.after(soundFirstMs, () => scope.own(sendPicture())));
  scope.own(
    effect(() =>
      link.send({
        kind: 'media',
        microphone: withheld.value && isOn(media.microphone) ? 'muted' : media.microphone.value,
        camera: withheld.value && isOn(media.camera) ? 'off' : media.camera.value,
      }),
    ),
  );
}

/**
 * Sends the own screen over a link while it is shared. The other side is told first: it has the
 * picture's place drawn when the first one comes.
 */
function sendScreen(
  scope: Scope,
  link: PeerLink,
  screen: SharedScreen,
  { held, withheld }: SendingGates,
): void {
  const offered = computed(() => (withheld.value ? null : screen.captured.value));
  let told: 'nothing' | 'something' = 'nothing';
  scope.own(
    effect(() => {
      const captured = offered.value;
      // Who has not said anything shares nothing.
      if (captured === null && told === 'nothing') return;
      told = 'something';
      link.send({
        kind: 'screen',
        picture: captured === null ? 'none' : 'shared',
        sound: captured?.audio ? 'shared' : 'none',
      });
    }),
  );
  let sent: 'nothing' | 'something' = 'nothing';
  scope.own(
    effect(() => {
      const captured = held.value ? null : offered.value;
      // Another content is sent another way: the link hears of the same track again.
      screen.content.value;
      if (captured === null && sent === 'nothing') return;
      sent = 'something';
      link.setTracks({ screen: captured?.video ?? null, screenAudio: captured?.audio ?? null });
    }),
  );
}

/** Tells the other side that this one has put the call on hold, and that it goes on. */
function sendHold(scope: Scope, link: PeerLink, hold: ReadonlySignal<Hold>): void {
  let told: HoldState = 'running';
  scope.own(
    effect(() => {
      const state = hold.value.own;
      // The default is not held: only changes are sent.
      if (state === told) return;
      told = state;
      link.send({ kind: 'hold', state });
    }),
  );
}

function isOn(device: ReadonlySignal<SelfMedia['camera' | 'microphone']>): boolean {
  return device.value === 'on';
}
