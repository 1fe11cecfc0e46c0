import { encodeControl } from '@tatap/protocol/control';
import type { Signal } from '@tatap/protocol/signaling';
import { describe, expect, it } from 'vitest';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { connectedPair, makeSide } from '../../testing/link-sides.ts';
import { fakeSdp } from '../../testing/peer-connection.ts';
import { settled } from '../../testing/settled.ts';

const offer = (seq: number, session = 7): Signal => ({
  kind: 'description',
  type: 'offer',
  sdp: fakeSdp(session, ['audio', 'video', 'video', 'audio']),
  seq,
});

const candidates = (texts: readonly string[], seq: number): Signal => ({
  kind: 'candidates',
  candidates: texts.map((candidate) => ({
    candidate,
    sdpMid: '0',
    sdpMLineIndex: 0,
    usernameFragment: null,
  })),
  seq,
});

describe('negotiation', () => {
  it('begins at once with four lines whose senders hold no track', async () => {
    const caller = makeSide('caller');
    await settled();
    expect(caller.signals()).toMatchObject([{ kind: 'description', type: 'offer', seq: 0 }]);
    expect(caller.connection.transceivers.map((one) => one.receiver.track.kind)).toEqual([
      'audio',
      'video',
      'video',
      'audio',
    ]);
    expect(caller.connection.getSenders().every((sender) => sender.track === null)).toBe(true);
    expect(caller.connection.channel).toMatchObject({
      label: 'tatap.control',
      options: { negotiated: true, id: 0, ordered: true },
    });
    expect(caller.connection.configuration.bundlePolicy).toBe('max-bundle');
  });

  it('is answered with all four lines in both directions', async () => {
    const { caller, callee } = await connectedPair();
    expect(callee.connection.transceivers.map((one) => one.direction)).toEqual(
      Array(4).fill('sendrecv'),
    );
    expect(caller.connection.signalingState).toBe('stable');
    expect([...caller.states(), ...callee.states()]).toEqual(['connected', 'connected']);
  });

  it('tells its first signals to a listener that comes later', async () => {
    const caller = makeSide('caller');
    await settled();
    caller.connection.find('candidate:1');
    caller.connection.find(null);
    expect(caller.signals().slice(1)).toMatchObject([
      {
        kind: 'candidates',
        candidates: [{ candidate: 'candidate:1' }, { candidate: '' }],
        seq: 0,
      },
    ]);
  });

  it('says what was found for an offer with its number, though another follows', async () => {
    const { caller } = await connectedPair();
    const before = caller.signals().length;
    caller.connection.find('candidate:late');
    caller.link.restartIce();
    await settled();
    expect(caller.signals().slice(before)).toMatchObject([
      { kind: 'candidates', candidates: [{ candidate: 'candidate:late' }], seq: 0 },
      { kind: 'description', seq: 1 },
    ]);
  });

  it('lets early candidates wait, and drops stale ones', async () => {
    const callee = makeSide('callee');
    callee.link.handleSignal(candidates(['early', 'and another'], 0));
    callee.link.handleSignal(candidates(['of the next'], 1));
    callee.link.handleSignal(offer(0));
    await settled();
    expect(callee.connection.candidates.map((one) => one.candidate)).toEqual([
      'early',
      'and another',
    ]);
    callee.link.handleSignal(offer(1));
    callee.link.handleSignal(candidates(['stale'], 0));
    await settled();
    expect(callee.connection.candidates.map((one) => one.candidate)).toEqual([
      'early',
      'and another',
      'of the next',
    ]);
  });

  it('takes an offer once and answers it whenever it comes, stale ones never', async () => {
    const callee = makeSide('callee');
    for (const one of [offer(1), offer(1), offer(0)]) callee.link.handleSignal(one);
    await settled();
    const [first, second, ...more] = callee.signals();
    expect(first).toMatchObject({ type: 'answer', seq: 1 });
    expect(second).toEqual(first);
    expect(more).toEqual([]);
  });

  it('takes only the answer that it waits for', async () => {
    const caller = makeSide('caller');
    caller.link.handleSignal({ kind: 'description', type: 'answer', sdp: 'v=0', seq: 5 });
    await settled();
    expect(caller.connection.signalingState).toBe('have-local-offer');
  });

  it('fails when the first descriptions do not fit, and not for later ones', async () => {
    const callee = makeSide('callee');
    callee.connection.refuses = 1;
    callee.link.handleSignal(offer(0));
    await settled();
    expect(callee.states()).toEqual(['unfit']);
    const { caller, callee: later } = await connectedPair();
    later.connection.refuses = 1;
    later.link.handleSignal(offer(9, caller.connection.session));
    await settled();
    expect(later.states()).toEqual(['connected']);
  });

  it('refuses an offer without the four lines', async () => {
    const callee = makeSide('callee');
    const sdp = fakeSdp(7, ['audio', 'video']);
    callee.link.handleSignal({ kind: 'description', type: 'offer', sdp, seq: 0 });
    await settled();
    expect(callee.states()).toEqual(['unfit']);
  });

  it('knows the offer of another session at once, before what comes behind it', () => {
    const callee = makeSide('callee');
    for (const one of [offer(0), offer(1_000, 99)]) callee.link.handleSignal(one);
    expect(callee.events).toEqual([{ type: 'restarted', offer: offer(1_000, 99) }]);
  });

  it('notices when the other side began anew', async () => {
    const { callee } = await connectedPair();
    callee.link.handleSignal(offer(0, 99));
    await settled();
    expect(callee.events.at(-1)).toEqual({ type: 'restarted', offer: offer(0, 99) });
  });
});

describe('media', () => {
  it('is sent by replaceTrack alone, also when given before the lines are there', async () => {
    const callee = makeSide('callee');
    const [audio, video] = [fakeTrack('audio'), fakeTrack('video')];
    callee.link.setTracks({ audio, video });
    callee.link.handleSignal(offer(0));
    await settled();
    const [first, second] = callee.connection.getSenders();
    expect([first?.track, second?.track]).toEqual([audio, video]);
    callee.link.setTracks({ video: null });
    expect([first?.track, second?.track]).toEqual([audio, null]);
    expect(callee.signals()).toHaveLength(1);
  });

  it('of the other side is black and silent until it is let through', async () => {
    const { callee } = await connectedPair();
    const enabled = () => callee.stream.tracks.map((track) => [track.kind, track.enabled]);
    expect(enabled()).toEqual([
      ['audio', false],
      ['video', false],
    ]);
    callee.link.setRemoteHeard(true);
    expect(enabled()).toEqual([
      ['audio', true],
      ['video', true],
    ]);
  });

  it('keeps its resolution and a limit on its bitrate, on both sides', async () => {
    const { caller, callee } = await connectedPair();
    for (const { connection } of [caller, callee]) {
      expect(connection.getSenders()[1]?.parameters).toMatchObject({
        degradationPreference: 'maintain-resolution',
        encodings: [{ maxBitrate: 2_500_000, maxFramerate: 30 }],
      });
    }
  });
});

describe('what a link learns of its network', () => {
  it('is told once everything is found', async () => {
    const caller = makeSide('caller');
    caller.connection.find('candidate:1');
    expect(caller.gathered).toEqual([]);
    caller.connection.find(null);
    expect(caller.gathered).toEqual([['candidate:1']]);
    // After a restart only what was found by it: the network may be another one.
    caller.connection.find('candidate:2');
    caller.connection.find(null);
    expect(caller.gathered).toEqual([['candidate:1'], ['candidate:2']]);
  });
});

describe('the control channel of a link', () => {
  it('says hello when it opens, then what waited; of the media state the latest', async () => {
    const caller = makeSide('caller');
    caller.link.send({ kind: 'media', microphone: 'on', camera: 'on' });
    caller.link.send({ kind: 'media', microphone: 'muted', camera: 'on' });
    caller.connection.channel.open();
    expect(caller.connection.channel.sent.map((text) => JSON.parse(text))).toEqual([
      { kind: 'hello', version: 1 },
      { kind: 'media', microphone: 'muted', camera: 'on' },
    ]);
  });

  it('tells what it heard, and nothing of what it cannot read', async () => {
    const { caller } = await connectedPair();
    const before = caller.events.length;
    caller.connection.channel.receive('{"kind":"media","microphone":"on"}');
    caller.connection.channel.receive('{"kind":"reaction"}');
    caller.connection.channel.receive(encodeControl({ kind: 'bye', reason: 'hung-up' }));
    expect(caller.events.slice(before)).toEqual([
      { type: 'message', message: { kind: 'bye', reason: 'hung-up' } },
    ]);
  });
});

describe('closing', () => {
  it('lets the farewell leave, sending and showing nothing meanwhile', async () => {
    const { caller, callee, clock } = await connectedPair();
    callee.link.close();
    caller.link.setTracks({ audio: fakeTrack('audio') });
    caller.link.setRemoteHeard(true);
    caller.connection.find('candidate:late');
    caller.link.close({ kind: 'bye', reason: 'hung-up' });
    expect(caller.connection.getSenders()[0]?.track).toBeNull();
    expect(caller.stream.tracks.some((track) => track.enabled)).toBe(false);
    expect(caller.connection.connectionState).toBe('connected');
    clock.advance(250);
    expect(JSON.parse(caller.connection.channel.sent.at(-1) ?? '')).toMatchObject({ kind: 'bye' });
    expect(caller.connection.connectionState).toBe('closed');
    expect(clock.pending).toBe(0);
  });

  it('ends recovery and everything else', async () => {
    const { caller, callee, clock } = await connectedPair();
    callee.link.close();
    caller.connection.become('disconnected');
    const heard = caller.events.length;
    caller.link.close();
    clock.advance(60_000);
    caller.link.handleSignal(offer(9));
    caller.connection.become('failed');
    caller.connection.find('candidate:late');
    await settled();
    expect(caller.connection.iceRestarts).toBe(0);
    expect(caller.events).toHaveLength(heard);
    expect(clock.pending).toBe(0);
  });
});
