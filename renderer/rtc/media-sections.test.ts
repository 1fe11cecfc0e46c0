import { describe, expect, it } from 'vitest';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { FakePeerConnection, FakeStream } from '../../testing/peer-connection.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import type { LocalCodecs } from './codecs.ts';
import { MediaSections, type Streams } from './media-sections.ts';

const codecs: LocalCodecs = {
  audio: ['audio/opus', 'audio/red'].map((mimeType) => ({ mimeType, clockRate: 48_000 })),
  video: ['video/VP8', 'video/AV1'].map((mimeType) => ({ mimeType, clockRate: 90_000 })),
  efficient: new Set(['video/AV1']),
};

/** The sections of a side that has made them or found them in an offer. */
function makeSections(how: 'create' | 'adopt', known: LocalCodecs | null = codecs) {
  const connection = new FakePeerConnection({});
  if (how === 'adopt') {
    for (const kind of ['audio', 'video', 'video', 'audio']) connection.addTransceiver(kind);
  }
  const streams = () => ({ person: new FakeStream(), screen: new FakeStream() });
  const [own, remote] = [streams(), streams()];
  const sections = new MediaSections(
    own as unknown as Streams,
    remote as unknown as Streams,
    known,
    silentLogger,
  );
  sections[how](connection as unknown as RTCPeerConnection);
  const encodings = () => connection.getSenders().map(({ parameters }) => parameters.encodings[0]);
  return { connection, sections, encodings, own, remote };
}

describe('the codecs of the lines', () => {
  it.each(['create', 'adopt'] as const)('are put in order: %s', (how) => {
    const [audio, camera, screen, screenAudio] = makeSections(how).connection.transceivers;
    expect(audio?.preferred).toEqual(['audio/red', 'audio/opus']);
    expect(screenAudio?.preferred).toEqual(audio?.preferred);
    expect(camera?.preferred).toEqual(['video/AV1', 'video/VP8']);
    expect(screen?.preferred).toEqual(camera?.preferred);
  });

  it('are left to the browser while nothing is known of them', () => {
    const [audio] = makeSections('create', null).connection.transceivers;
    expect(audio?.preferred).toEqual([]);
  });
});

describe('what is sent', () => {
  it.each(['create', 'adopt'] as const)('says what is to be played in step: %s', (how) => {
    const { connection, own } = makeSections(how);
    const streams = connection.getSenders().map((sender) => sender.streams);
    expect(streams).toEqual([[own.person], [own.person], [own.screen], [own.screen]]);
    expect(streams[0]?.[0]).not.toBe(streams[2]?.[0]);
  });
});

describe('how much is sent', () => {
  it('becomes little and all again', async () => {
    const { sections, encodings } = makeSections('create');
    sections.tune();
    sections.setTracks({ screen: fakeTrack('video'), screenAudio: fakeTrack('audio') });
    sections.setSending({ amount: 'less', width: 'full', picture: 'sent' });
    expect(encodings()).toMatchObject([
      { maxBitrate: 12_000 },
      { maxBitrate: 250_000, maxFramerate: 15, active: true },
      { maxBitrate: 500_000, active: true },
      { maxBitrate: 24_000, active: true },
    ]);
    sections.setSending({ amount: 'all', width: 'full', picture: 'sent' });
    expect(encodings()[2]).toMatchObject({ maxBitrate: 3_000_000, maxFramerate: 30 });
    sections.setTracks({ screen: null, screenAudio: null });
    await settled();
    expect(encodings()[1]).toMatchObject({ maxBitrate: 2_500_000, maxFramerate: 30 });
  });

  it('is sound alone while pictures are paused', () => {
    const { sections, encodings } = makeSections('create');
    sections.tune();
    sections.setTracks({ screen: fakeTrack('video'), screenAudio: fakeTrack('audio') });
    const active = (picture: boolean) => [
      { active: true },
      { active: picture },
      { active: picture },
      { active: true },
    ];
    sections.setSending({ amount: 'all', width: 'full', picture: 'paused' });
    expect(encodings()).toMatchObject(active(false));
    sections.setSending({ amount: 'all', width: 'full', picture: 'sent' });
    expect(encodings()).toMatchObject(active(true));
  });

  it('waits until senders take parameters', () => {
    const { sections, encodings } = makeSections('create');
    sections.setSending({ amount: 'less', width: 'full', picture: 'sent' });
    expect(encodings()[1]).toEqual({});
    sections.tune();
    expect(encodings()[1]).toMatchObject({ maxBitrate: 250_000 });
  });

  it('is left alone when another track of the same kind comes', async () => {
    const { sections, connection, encodings } = makeSections('create');
    sections.tune();
    const before = encodings();
    sections.setTracks({ video: fakeTrack('video') });
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

  it('is sent over its own sections, which were there before', async () => {
    const { sections, connection } = makeSections('create');
    sections.tune();
    const [video, audio] = [screenTrack('detail'), fakeTrack('audio')];
    sections.setTracks({ screen: video, screenAudio: audio });
    await settled();
    expect(connection.getSenders().map(({ track }) => track)).toEqual([null, null, video, audio]);
    sections.setTracks({ screen: null, screenAudio: null });
    await settled();
    expect(connection.getSenders().map(({ track }) => track)).toEqual([null, null, null, null]);
    expect(connection.transceivers).toHaveLength(4);
  });

  it('is told how to be sent before its first frame, and not before there is one', () => {
    const { sections, connection, encodings } = makeSections('create');
    sections.tune();
    expect(encodings().slice(2)).toEqual([{}, {}]);
    sections.setTracks({ screen: screenTrack('motion') });
    expect(preference(connection)).toBe('maintain-framerate');
    expect(encodings()[3]).toEqual({});
  });

  it('has the line, and the camera steps back until it is over', async () => {
    const { sections, encodings } = makeSections('create');
    sections.tune();
    sections.setTracks({ video: fakeTrack('video'), screen: screenTrack('detail') });
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
    sections.setTracks({ screen: null });
    await settled();
    expect(encodings()[1]).toMatchObject({ maxBitrate: 2_500_000 });
  });

  it('is sent another way as soon as it shows something else', async () => {
    const { sections, connection } = makeSections('create');
    sections.tune();
    const track = screenTrack('detail');
    sections.setTracks({ screen: track });
    await settled();
    expect(preference(connection)).toBe('maintain-resolution');
    track.contentHint = 'motion';
    sections.setTracks({ screen: track });
    expect(preference(connection)).toBe('maintain-framerate');
  });

  it('comes as a stream of its own, gated as the person is', () => {
    const { sections, remote } = makeSections('create');
    const all = [...remote.person.tracks, ...remote.screen.tracks];
    expect(remote.screen.tracks.map(({ kind }) => kind)).toEqual(['video', 'audio']);
    expect(all.map(({ enabled }) => enabled)).toEqual([false, false, false, false]);
    sections.setRemoteHeard(true);
    expect(all.map(({ enabled }) => enabled)).toEqual([true, true, true, true]);
    sections.silence();
    expect(all.map(({ enabled }) => enabled)).toEqual([false, false, false, false]);
  });
});
