import { signal } from '@preact/signals-core';
import type { RingingAction } from '@tatap/protocol/ipc';
import type { EventPayload, IncomingCall } from '@tatap/protocol/signaling';
import { createCallModel } from '../renderer/calls/call-model.ts';
import type { HistoryEntry, Peer, ShownCall } from '../renderer/calls/model.ts';
import type { CallPorts } from '../renderer/calls/ports.ts';
import { silentLogger } from '../renderer/log.ts';
import { PeerLinks } from '../renderer/peers/peer-links.ts';
import type { QualitySubject } from '../renderer/quality/ports.ts';
import { FakeLink, FakeLocalMedia } from './call-fakes.ts';
import { VirtualClock } from './clock.ts';
import { HoldingSignaling } from './holding-signaling.ts';
import { FakePlayedSound } from './played-sound.ts';
import { FakeScreens } from './screens.ts';
import { settled } from './settled.ts';

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

/** Well formed, and signs nothing. */
export const aProof = { key: 'A'.repeat(43), signature: 'A'.repeat(86) };

/** A call model with everything around it played by the test. */
export function createCallWorld({ localMedia }: { localMedia?: CallPorts['media'] } = {}) {
  const clock = new VirtualClock();
  const signaling = new HoldingSignaling();
  const links: FakeLink[] = [];
  const webRtc = { isSupported: true };
  /** How often the next call's link was made ahead. */
  const madeReady = { times: 0 };
  const media: FakeLocalMedia[] = [];
  /** Whether devices open without a question. */
  const allowed = { media: true };
  const screens = new FakeScreens();
  const history: HistoryEntry[] = [];
  const sounds = {
    ringing: null as string | null,
    warned: false,
    ringback: 'silent',
    awake: 'asleep',
  };
  const lowData = signal(false);
  const relayOnly = signal(false);
  /** New devices of verified persons, with which the person has not continued yet. */
  const unconfirmed = signal<ReadonlySet<string>>(new Set());
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
  const proof = { key: 'k'.repeat(43), signature: 's'.repeat(86) };
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
      sign: async (_to, description) => ({ ...description, proof }),
      verify: async (_from, { sdp }) => (sdp.includes('forged') ? 'forged' : 'genuine'),
      isUnconfirmed: ({ device }) => unconfirmed.value.has(device),
      signAttach: async () => aProof,
      verifyAttach: async (_from, _side, { signature }) =>
        signature === aProof.signature ? 'genuine' : 'forged',
    },
    media: localMedia ?? {
      isAllowed: () => allowed.media,
      open(kind) {
        const opened = new FakeLocalMedia(kind);
        media.push(opened);
        return opened;
      },
    },
    screen: screens,
    peers: new PeerLinks(),
    links: {
      get isSupported() {
        return webRtc.isSupported;
      },
      makeReady: () => {
        madeReady.times += 1;
      },
      release: () => {},
      open(options) {
        const link = new FakeLink(options);
        links.push(link);
        return link;
      },
    },
    ring: {
      showIncoming: (call) => {
        sounds.ringing = call.callId;
        sounds.warned = call.unconfirmed;
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
    history: { record: (entry) => history.push(entry), answered: () => {} },
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

  /** What is shown, which must be of this phase. */
  function snapshotIn<P extends ShownCall['phase']>(wanted: P) {
    const snapshot = model.shown.value;
    if (snapshot.phase !== wanted) throw new Error(`in ${snapshot.phase}, not ${wanted}`);
    return snapshot as Extract<ShownCall, { phase: P }>;
  }

  /** The call that is being shown. */
  const callId = (): string => {
    const snapshot = model.shown.value;
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
    /** What every own description is signed with. */
    proof,
    /** Whether the browser has WebRTC. */
    webRtc,
    model,
    phase: () => model.shown.value.phase,
    snapshotIn,
    callId,
    callBudi,
    talkToBudi,
    clock,
    lowData,
    relayOnly,
    unconfirmed,
    paths,
    watched,
    signaling,
    links,
    media,
    allowed,
    screens,
    history,
    sounds,
    actions,
    network,
    addresses,
    madeReady,
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
    handled: [],
    ice: { iceServers: [], expiresAt: null },
    ...rest,
  };
}

function last<T>(items: readonly T[]): T {
  const item = items.at(-1);
  if (item === undefined) throw new Error('there is none yet');
  return item;
}
