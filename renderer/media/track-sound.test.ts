import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listenTo } from './track-sound.ts';

const context = { state: 'suspended', currentTime: 0, isClosed: false };
let links: { isClosed: boolean }[] = [];

class FakeContext {
  get state() {
    return context.state;
  }
  get currentTime() {
    return context.currentTime;
  }
  createAnalyser = () => ({
    fftSize: 0,
    getFloatTimeDomainData: (samples: Float32Array) => void samples.fill(0.5),
  });
  createMediaStreamSource = () => ({ connect: () => {} });
  resume = async () => {};
  close = async () => {
    context.isClosed = true;
  };
}

class FakeLink {
  isClosed = false;
  constructor() {
    links.push(this);
  }
  addTrack = () => {};
  createOffer = async () => ({});
  createAnswer = async () => ({});
  setLocalDescription = async () => {};
  setRemoteDescription = async () => {};
  getReceivers = () => [{ getSynchronizationSources: () => [{ audioLevel: 0.25 }] }];
  close() {
    this.isClosed = true;
  }
}

beforeEach(() => {
  Object.assign(context, { state: 'suspended', currentTime: 0, isClosed: false });
  links = [];
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('RTCPeerConnection', FakeLink);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const listen = () => listenTo({} as MediaStreamTrack, 4);

test('reads samples once the context runs, not the zeros before', () => {
  const sound = listen();
  context.state = 'running';
  expect(sound.look()).toEqual({ as: 'nothing' });
  context.currentTime = 0.05;
  expect(sound.look()).toEqual({ as: 'samples', samples: new Float32Array(4).fill(0.5) });
  expect(links).toEqual([]);
});

test('reads the loudness over a link after 0.5 s without an output device, until there is one', () => {
  const sound = listen();
  for (let looks = 1; looks < 10; looks += 1) expect(sound.look()).toEqual({ as: 'nothing' });
  expect(links).toEqual([]);
  expect(sound.look()).toEqual({ as: 'loudness', rms: 0.25 });
  expect(sound.look()).toEqual({ as: 'loudness', rms: 0.25 });
  expect(links).toMatchObject([{ isClosed: false }, { isClosed: false }]);
  Object.assign(context, { state: 'running', currentTime: 1 });
  expect(sound.look()).toMatchObject({ as: 'samples' });
  expect(links).toMatchObject([{ isClosed: true }, { isClosed: true }]);
});

test('reads nothing without an output device where there is no WebRTC', () => {
  vi.stubGlobal('RTCPeerConnection', undefined);
  const sound = listen();
  for (let looks = 1; looks <= 11; looks += 1) expect(sound.look()).toEqual({ as: 'nothing' });
});

test('closes everything', () => {
  const sound = listen();
  for (let looks = 1; looks <= 10; looks += 1) sound.look();
  sound.close();
  expect(context.isClosed).toBe(true);
  expect(links).toMatchObject([{ isClosed: true }, { isClosed: true }]);
});
