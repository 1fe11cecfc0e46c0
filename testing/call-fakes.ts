import { signal } from '@preact/signals-core';
import type { CallMedia } from '@tatap/protocol/call';
import type { ControlMessage } from '@tatap/protocol/control';
import type { IceConfiguration, Signal } from '@tatap/protocol/signaling';
import type { SelfMedia } from '../renderer/calls/model.ts';
import type { LocalMedia } from '../renderer/calls/ports.ts';
import {
  everything,
  type LinkRole,
  type OutgoingTracks,
  type PeerLink,
  type PeerLinkEvent,
  type PeerLinkFactory,
  type PeerLinkState,
  type Sending,
} from '../renderer/peers/peer-link-port.ts';

/** A track as far as nothing but identity, `enabled` and `stop` matter. */
export function fakeTrack(
  kind: 'audio' | 'video',
  settings: MediaTrackSettings = {},
): MediaStreamTrack {
  const track = Object.assign(new EventTarget(), {
    kind,
    enabled: true,
    contentHint: '',
    readyState: 'live',
    getSettings: () => settings,
    stop: () => {
      track.readyState = 'ended';
    },
  });
  return track as unknown as MediaStreamTrack;
}

/** Camera and microphone that open when the test says so. */
export class FakeLocalMedia implements LocalMedia {
  readonly audio = signal<MediaStreamTrack | null>(null);
  readonly video = signal<MediaStreamTrack | null>(null);
  readonly microphone = signal<SelfMedia['microphone']>('on');
  readonly camera = signal<SelfMedia['camera']>('on');
  readonly picture = signal<MediaStream | null>(null);
  readonly media: CallMedia;
  life: 'open' | 'closed' = 'open';

  constructor(media: CallMedia) {
    this.media = media;
    if (media === 'audio') this.camera.value = 'off';
  }

  #held = false;

  setMicrophone(on: boolean): void {
    this.microphone.value = on ? 'on' : 'muted';
    if (this.audio.value !== null) this.audio.value.enabled = on;
  }

  setCamera(on: boolean): void {
    this.camera.value = on ? 'on' : 'off';
    this.#openOrClose();
  }

  setHeld(held: boolean): void {
    this.#held = held;
    this.#openOrClose();
  }

  #openOrClose(): void {
    this.video.value?.stop();
    this.video.value = this.camera.value === 'on' && !this.#held ? fakeTrack('video') : null;
  }

  close(): void {
    this.life = 'closed';
    for (const track of [this.audio, this.video]) {
      track.value?.stop();
      track.value = null;
    }
  }
}

/** A link that does what the test says. */
export class FakeLink implements PeerLink {
  readonly role: LinkRole;
  readonly remote = { id: crypto.randomUUID() } as unknown as MediaStream;
  readonly remoteScreen = { id: crypto.randomUUID() } as unknown as MediaStream;
  readonly received: Signal[] = [];
  readonly sent: ControlMessage[] = [];
  tracks: OutgoingTracks = {};
  ice: IceConfiguration;
  sending: Sending = everything;
  /** What the path is believed to bear, in bit/s. */
  state: PeerLinkState = 'connecting';
  bandwidth: number | null = null;
  capacityBps: number | null = null;
  /** The entries of its statistics. */
  report: readonly unknown[] = [];
  restarts = 0;
  remoteHeard: 'muted' | 'unmuted' = 'muted';
  life: 'open' | 'closed' = 'open';
  farewell: ControlMessage | undefined;
  readonly #listeners = new Set<(event: PeerLinkEvent) => void>();

  readonly firstSeq: number;

  constructor({ role, ice, firstSeq }: Parameters<PeerLinkFactory['open']>[0]) {
    this.role = role;
    this.ice = ice;
    this.firstSeq = firstSeq;
  }

  handleSignal(one: Signal): void {
    this.received.push(one);
  }

  setTracks(tracks: OutgoingTracks): void {
    this.tracks = { ...this.tracks, ...tracks };
  }

  setSending(sending: Sending): void {
    this.sending = sending;
  }

  async bandwidthBps(): Promise<number | null> {
    return this.bandwidth;
  }

  async stats(): Promise<readonly unknown[]> {
    return this.report;
  }

  setRemoteHeard(heard: boolean): void {
    this.remoteHeard = heard ? 'unmuted' : 'muted';
  }

  send(message: ControlMessage): void {
    this.sent.push(message);
  }

  readonly channels: RTCDataChannel[] = [];

  openChannel(label: string): RTCDataChannel {
    const channel = { label } as RTCDataChannel;
    this.channels.push(channel);
    return channel;
  }

  mend(): void {
    this.restartIce();
  }

  restartIce(): void {
    this.restarts += 1;
  }

  setIceConfiguration(ice: IceConfiguration): void {
    this.ice = ice;
  }

  onEvent(listener: (event: PeerLinkEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(farewell?: ControlMessage): void {
    this.life = 'closed';
    this.farewell = farewell;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  happen(event: PeerLinkEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  become(state: PeerLinkState): void {
    this.state = state;
    this.happen({ type: 'state', state });
  }
}
