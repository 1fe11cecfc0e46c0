import { describe, expect, it } from 'vitest';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { FakePeerConnection, FakeStream } from '../../testing/peer-connection.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import type { LocalCodecs } from './codecs.ts';
import { MediaSections, type Streams } from './lines.ts';

const codecs: LocalCodecs = {
  audio: ['audio/opus', 'audio/red'].map((mimeType) => ({ mimeType, clockRate: 48_000 })),
  video: ['video/VP8', 'video/AV1'].map((mimeType) => ({ mimeType, clockRate: 90_000 })),
  efficient: new Set(['video/AV1']),
};

/** The lines of a side that has made them or found them in an offer. */
function makeLines(how: 'create' | 'adopt', known: LocalCodecs | null = codecs) {
  const connection = new FakePeerConnection({});
  if (how === 'adopt') {
    for (const kind of ['audio', 'video', 'video', 'audio']) connection.addTransceiver(kind);
  }
  const streams = () => ({ person: new FakeStream(), screen: new FakeStream() });
  const [own, remote] = [streams(), streams()];
  const lines = new MediaSections(
    own as unknown as Streams,
    remote as unknown as Streams,
    known,
    silentLogger,
  );
  lines[how](connection as unknown as RTCPeerConnection);
  const encodings = () => connection.getSenders().map(({ parameters }) => parameters.encodings[0]);
  return { connection, lines, encodings, own, remote };
}

describe('the codecs of the lines', () => {
  it.each(['create', 'adopt'] as const)('are put in order: %s', (how) => {
    const [audio, camera, screen, screenAudio] = makeLines(how).connection.transceivers;
    expect(audio?.preferred).toEqual(['audio/red', 'audio/opus']);
    expect(screenAudio?.preferred).toEqual(audio?.preferred);
    expect(camera?.preferred).toEqual(['video/AV1', 'video/VP8']);
    expect(screen?.preferred).toEqual(camera?.preferred);
  });

  it('are left to the browser while nothing is known of them', () => {
    const [audio] = makeLines('create', null).connection.transceivers;
    expect(audio?.preferred).toEqual([]);
  });
});

describe('what is sent', () => {
  it.each(['create', 'adopt'] as const)('says what is to be played in step: %s', (how) => {
    const { connection, own } = makeLines(how);
    const streams = connection.getSenders().map((sender) => sender.streams);
    expect(streams).toEqual([[own.person], [own.person], [own.screen], [own.screen]]);
    expect(streams[0]?.[0]).not.toBe(streams[2]?.[0]);
  });
});

describe('how much is sent', () => {
  it('becomes little and all again', async () => {
    const { lines, encodings } = makeLines('create');
    lines.tune();
    lines.setTracks({ screen: fakeTrack('video'), screenAudio: fakeTrack('audio') });
    lines.setSending({ amount: 'less', width: 'full', picture: 'sent' });
    expect(encodings()).toMatchObject([
      { maxBitrate: 12_000 },
      { maxBitrate: 250_000, maxFramerate: 15, active: true },
      { maxBitrate: 500_000, active: true },
      { maxBitrate: 24_000, active: true },
    ]);
    lines.setSending({ amount: 'all', width: 'full', picture: 'sent' });
    expect(encodings()[2]).toMatchObject({ maxBitrate: 3_000_000, maxFramerate: 30 });
    lines.setTracks({ screen: null, screenAudio: null });
    await settled();
    expect(encodings()[1]).toMatchObject({ maxBitrate: 2_500_000, maxFramerate: 30 });
  });

  it('is sound alone while pictures are paused', () => {
    const { lines, encodings } = makeLines('create');
    lines.tune();
    lines.setTracks({ screen: fakeTrack('video'), screenAudio: fakeTrack('audio') });
    const active = (picture: boolean) => [
      { active: true },
      { active: picture },
      { active: picture },
      { active: true },
    ];
    lines.setSending({ amount: 'all', width: 'full', picture: 'paused' });
    expect(encodings()).toMatchObject(active(false));
    lines.setSending({ amount: 'all', width: 'full', picture: 'sent' });
    expect(encodings()).toMatchObject(active(true));
  });

  it('waits until senders take parameters', () => {
    const { lines, encodings } = makeLines('create');
    lines.setSending({ amount: 'less', width: 'full', picture: 'sent' });
    expect(encodings()[1]).toEqual({});
    lines.tune();
    expect(encodings()[1]).toMatchObject({ maxBitrate: 250_000 });
  });

  it('is left alone when another track of the same kind comes', async () => {
    const { lines, connection, encodings } = makeLines('create');
    lines.tune();
    const before = encodings();
    lines.setTracks({ video: fakeTrack('video') });
    await settled();
    expect(connection.getSenders()[1]?.track).not.toBeNull();
    expect(encodings()).toEqual(before);
  });
});

describe('a shared screen', () => {
  /** A screen that says what it shows. */
  function screenTrack(content: 'detail' | 'motion'): MediaStreamTrack {
    return Object.assign(fakeTrack('video'), { contentHint: content });
  }
  const preference = (connection: FakePeerConnection) =>
    connection.getSenders()[2]?.parameters['degradationPreference'];

  it('is sent over its own lines, which were there before', async () => {
    const { lines, connection } = makeLines('create');
    lines.tune();
    const [video, audio] = [screenTrack('detail'), fakeTrack('audio')];
    lines.setTracks({ screen: video, screenAudio: audio });
    await settled();
    expect(connection.getSenders().map(({ track }) => track)).toEqual([null, null, video, audio]);
    lines.setTracks({ screen: null, screenAudio: null });
    await settled();
    expect(connection.getSenders().map(({ track }) => track)).toEqual([null, null, null, null]);
    expect(connection.transceivers).toHaveLength(4);
  });

  it('is told how to be sent before its first frame, and not before there is one', () => {
    const { lines, connection, encodings } = makeLines('create');
    lines.tune();
    expect(encodings().slice(2)).toEqual([{}, {}]);
    lines.setTracks({ screen: screenTrack('motion') });
    expect(preference(connection)).toBe('maintain-framerate');
    expect(encodings()[3]).toEqual({});
  });

  it('has the line, and the camera steps back until it is over', async () => {
    const { lines, encodings } = makeLines('create');
    lines.tune();
    lines.setTracks({ video: fakeTrack('video'), screen: screenTrack('detail') });
    await settled();
    const [, camera, screen] = encodings();
    expect(camera).toMatchObject({
      maxBitrate: 400_000,
      scaleResolutionDownTo: { maxWidth: 640, maxHeight: 360 },
    });
    expect(screen).toMatchObject({
      maxFramerate: 30,
      scaleResolutionDownTo: { maxWidth: 1920, maxHeight: 1080 },
    });
    lines.setTracks({ screen: null });
    await settled();
    expect(encodings()[1]).toMatchObject({ maxBitrate: 2_500_000 });
  });

  it('is sent another way as soon as it shows something else', async () => {
    const { lines, connection } = makeLines('create');
    lines.tune();
    const track = screenTrack('detail');
    lines.setTracks({ screen: track });
    await settled();
    expect(preference(connection)).toBe('maintain-resolution');
    track.contentHint = 'motion';
    lines.setTracks({ screen: track });
    expect(preference(connection)).toBe('maintain-framerate');
  });

  it('comes as a stream of its own, gated as the person is', () => {
    const { lines, remote } = makeLines('create');
    const all = [...remote.person.tracks, ...remote.screen.tracks];
    expect(remote.screen.tracks.map(({ kind }) => kind)).toEqual(['video', 'audio']);
    expect(all.map(({ enabled }) => enabled)).toEqual([false, false, false, false]);
    lines.setRemoteHeard(true);
    expect(all.map(({ enabled }) => enabled)).toEqual([true, true, true, true]);
    lines.silence();
    expect(all.map(({ enabled }) => enabled)).toEqual([false, false, false, false]);
  });
});
