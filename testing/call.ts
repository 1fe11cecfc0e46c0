import { signal } from '@preact/signals-core';
import type { CallMedia } from '@tatap/protocol/call';
import type { ControlMessage } from '@tatap/protocol/control';
import type { RingingAction } from '@tatap/protocol/ipc';
import type {
  EventPayload,
  IceConfiguration,
  IncomingCall,
  Signal,
} from '@tatap/protocol/signaling';
import { createCallModel } from '../renderer/call/call-model.ts';
import type { HistoryEntry, Peer, SelfMedia } from '../renderer/call/model.ts';
import type {
  LinkRole,
  OutgoingTracks,
  PeerLink,
  PeerLinkEvent,
  PeerLinkFactory,
  PeerLinkState,
  Sending,
} from '../renderer/call/peer-link-port.ts';
import type { CallPorts, LocalMedia } from '../renderer/call/ports.ts';
import { silentLogger } from '../renderer/log.ts';
import type { QualitySubject } from '../renderer/quality/ports.ts';
import { VirtualClock } from './clock.ts';
import { HoldingSignaling } from './holding-signaling.ts';
import { FakePlayedSound } from './played-sound.ts';
import { FakeScreens } from './screens.ts';
import { settled } from './settled.ts';

/** A track as far as nothing but identity, `enabled` and `stop` matter. */
export function fakeTrack(kind: 'audio' | 'video'): MediaStreamTrack {
  const track = Object.assign(new EventTarget(), {
    kind,
    enabled: true,
    contentHint: '',
    readyState: 'live',
    stop: () => {
      track.readyState = 'ended';
    },
  });
  return track as unknown as MediaStreamTrack;
}

/** Camera and microphone that open when the test says so. */
class FakeLocalMedia implements LocalMedia {
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

  setMicrophone(on: boolean): void {
    this.microphone.value = on ? 'on' : 'muted';
    if (this.audio.value !== null) this.audio.value.enabled = on;
  }

  setCamera(on: boolean): void {
    this.camera.value = on ? 'on' : 'off';
    this.video.value?.stop();
    this.video.value = on ? fakeTrack('video') : null;
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
class FakeLink implements PeerLink {
  readonly role: LinkRole;
  readonly remote = { id: crypto.randomUUID() } as unknown as MediaStream;
  readonly remoteScreen = { id: crypto.randomUUID() } as unknown as MediaStream;
  readonly received: Signal[] = [];
  readonly sent: ControlMessage[] = [];
  tracks: OutgoingTracks = {};
  ice: IceConfiguration;
  sending: Sending = { amount: 'all', width: 'full', picture: 'sent' };
  /** What the path is believed to bear, in bit/s. */
  bandwidth: number | null = null;
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

  unmuteRemote(): void {
    this.remoteHeard = 'unmuted';
  }

  send(message: ControlMessage): void {
    this.sent.push(message);
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
    this.happen({ type: 'state', state });
  }
}

export const ids = {
  calls: [
    '00000000-0000-4000-8000-0000000000c1',
    '00000000-0000-4000-8000-0000000000c2',
    '00000000-0000-4000-8000-0000000000c3',
  ],
  here: '00000000-0000-4000-8000-00000000000a',
  theirs: '00000000-0000-4000-8000-00000000000b',
  theirOther: '00000000-0000-4000-8000-00000000000d',
} as const;

/** A call model with everything around it played by the test. */
export function createCallWorld() {
  const clock = new VirtualClock();
  const signaling = new HoldingSignaling();
  const links: FakeLink[] = [];
  const media: FakeLocalMedia[] = [];
  const screens = new FakeScreens();
  const history: HistoryEntry[] = [];
  const sounds = { ringing: null as string | null, ringback: 'silent', awake: 'asleep' };
  const lowData = signal(false);
  const relayOnly = signal(false);
  const paths = {
    expected: null as number | null,
    remembered: [] as number[],
    expectedBps: () => paths.expected,
    watch() {
      let latest: number | null = null;
      return {
        estimated: (bandwidthBps: number) => {
          latest = bandwidthBps;
        },
        end: () => {
          if (latest !== null) paths.remembered.push(latest);
        },
      };
    },
  };
  const watched: QualitySubject[] = [];
  const contacts = new Set(['budi']);
  const actions = new Set<(action: RingingAction) => void>();
  const network = new Set<() => void>();
  const addresses = new Set<() => void>();
  const played: FakePlayedSound[] = [];
  let calls = 0;

  const describe = (id: string, displayName?: string): Peer => ({
    id,
    name: displayName ?? id,
    isContact: contacts.has(id),
  });
  const listening =
    <L>(set: Set<L>) =>
    (listener: L) => {
      set.add(listener);
      return () => set.delete(listener);
    };
  const ports: CallPorts = {
    signaling,
    clock,
    lowData,
    relayOnly,
    paths,
    quality: {
      watch(subject) {
        watched.push(subject);
        return () => void watched.splice(watched.indexOf(subject), 1);
      },
    },
    log: silentLogger,
    people: { describe },
    // Whoever writes "forged" into a description is not who they say.
    identity: {
      sign: async (_to, description) => description,
      verify: async (_from, { sdp }) => (sdp.includes('forged') ? 'forged' : 'genuine'),
    },
    media: {
      open(kind) {
        const opened = new FakeLocalMedia(kind);
        media.push(opened);
        return opened;
      },
    },
    screen: screens,
    links: {
      open(options) {
        const link = new FakeLink(options);
        links.push(link);
        return link;
      },
    },
    ring: {
      showIncoming: (call) => {
        sounds.ringing = call.callId;
      },
      hideIncoming: () => {
        sounds.ringing = null;
      },
      startRingback: () => {
        sounds.ringback = 'sounding';
      },
      stopRingback: () => {
        sounds.ringback = 'silent';
      },
      onAction: listening(actions),
    },
    speaker: {
      play(of, stream) {
        const sound = new FakePlayedSound(of, stream);
        played.push(sound);
        return sound;
      },
    },
    history: { record: (entry) => history.push(entry) },
    wake: {
      setInCall: (inCall) => {
        sounds.awake = inCall ? 'awake' : 'asleep';
      },
    },
    network: { onChanged: listening(network), onNewAddress: listening(addresses) },
    createId: () => {
      calls += 1;
      return `00000000-0000-4000-8000-${String(calls).padStart(12, '0')}`;
    },
  };
  const model = createCallModel(ports);
  const lastLink = () => last(links);

  /** The call that is being shown. */
  const callId = (): string => {
    const snapshot = model.snapshot.value;
    if (snapshot.phase === 'idle') throw new Error('no call');
    return snapshot.callId;
  };
  /** Calls a contact; the server has the invite. */
  const callBudi = async (): Promise<string> => {
    signaling.hold('call.invite');
    model.start('budi', 'video');
    const id = callId();
    signaling.release('call.invite', { ok: true, outcome: 'calling', callId: id, invitedAt: 0 });
    await settled();
    return id;
  };
  /** A running call with a contact. */
  const talkToBudi = async (): Promise<string> => {
    const id = await callBudi();
    signaling.emit('call.ringing', { callId: id, device: ids.theirs, asked: 1 });
    lastLink().become('connected');
    signaling.emit('call.accepted', { callId: id, device: ids.theirs, media: 'video' });
    return id;
  };

  return {
    model,
    callId,
    callBudi,
    talkToBudi,
    clock,
    lowData,
    relayOnly,
    paths,
    watched,
    signaling,
    links,
    media,
    screens,
    history,
    sounds,
    actions,
    network,
    addresses,
    played,
    lastLink,
    lastMedia: () => last(media),
    openLinks: () => links.filter((link) => link.life === 'open'),
  };
}

export type CallWorld = ReturnType<typeof createCallWorld>;

export function incomingFrom(
  id: string,
  isContact: boolean,
  call: string = ids.calls[0],
): IncomingCall {
  return {
    callId: call,
    from: { id, displayName: id, isContact },
    fromDevice: ids.theirs,
    media: 'video',
    invitedAt: 0,
  };
}

export function registered(
  serverTime: number,
  rest: Partial<EventPayload<'registered'>> = {},
): EventPayload<'registered'> {
  return {
    account: {
      id: 'sari',
      displayName: 'Sari',
      whoMayCall: 'everyone',
      presence: 'online',
      createdAt: 0,
    },
    device: ids.here,
    serverTime,
    contacts: [],
    calls: [],
    missed: [],
    ice: { iceServers: [], expiresAt: null },
    ...rest,
  };
}

function last<T>(items: readonly T[]): T {
  const item = items.at(-1);
  if (item === undefined) throw new Error('there is none yet');
  return item;
}
