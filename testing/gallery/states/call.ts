import type { EndReason } from '@tatap/protocol/call';
import type {
  CallSnapshot,
  OwnScreen,
  RemoteMedia,
  SelfMedia,
} from '../../../renderer/call/model.ts';
import type { KnownDevice } from '../../../renderer/identity/model.ts';
import { CallTally } from '../../../renderer/quality/call-report.ts';
import { type Verdict, well } from '../../../renderer/quality/verdict.ts';
import type { FakeApp } from '../../app-model.ts';
import { devicesWith, workingDevices } from '../../devices.ts';
import { aDeviceId } from '../../people.ts';
import { aSample } from '../../quality.ts';
import { budi, everybody, stranger } from '../people.ts';
import { drawnPicture, drawnScreen, screenThumbnail } from '../picture.ts';
import type { GalleryState, Screen } from '../state.ts';

type Of<P extends CallSnapshot['phase']> = Extract<CallSnapshot, { phase: P }>;

const callId = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

const self = (change: Partial<SelfMedia> = {}): SelfMedia => ({
  microphone: 'on',
  camera: 'on',
  picture: drawnPicture(200, 'R'),
  screen: { state: 'off', reason: null },
  ...change,
});
const noCamera: Partial<SelfMedia> = { camera: 'unavailable', picture: null };

function shown(name: string, call: () => CallSnapshot, more: Partial<GalleryState> = {}) {
  const { setUp = () => {}, ...rest } = more;
  return {
    name: `call-${name}`,
    setUp(app: FakeApp) {
      app.contacts.value = { loaded: true, contacts: everybody };
      app.call.value = call();
      setUp(app);
    },
    ...rest,
  } satisfies GalleryState;
}

const outgoing = (change: Partial<Of<'outgoing'>> = {}): CallSnapshot => ({
  phase: 'outgoing',
  callId,
  peer: budi,
  media: 'video',
  progress: 'ringing',
  ringingDevices: 2,
  self: self(),
  ...change,
});

const incoming = (change: Partial<Of<'incoming'>> = {}): CallSnapshot => ({
  phase: 'incoming',
  callId,
  peer: budi,
  media: 'video',
  ...change,
});

const remote = (change: Partial<RemoteMedia> = {}): RemoteMedia => ({
  microphone: 'on',
  camera: 'on',
  stream: drawnPicture(30, 'L'),
  playback: 'playing',
  screen: null,
  ...change,
});

const active = (change: Partial<Of<'active'>> = {}): CallSnapshot => ({
  phase: 'active',
  callId,
  peer: budi,
  media: 'video',
  device: aDeviceId,
  startedAt: Date.now() - 754_000,
  link: 'connected',
  hold: { own: 'running', peer: 'running' },
  ownPicture: 'sent',
  self: self(),
  remote: remote(),
  ...change,
});

const sharing = (change: Partial<Extract<OwnScreen, { state: 'shared' }>> = {}): OwnScreen => ({
  state: 'shared',
  content: 'detail',
  picture: drawnScreen(),
  sound: 'none',
  ...change,
});

/** The person is choosing a screen. */
const choosing = (): CallSnapshot =>
  active({ self: self({ screen: { state: 'choosing', content: 'detail' } }) });

const ended = (reason: EndReason, change: Partial<Of<'ended'>> = {}): CallSnapshot => ({
  phase: 'ended',
  callId,
  peer: budi,
  media: 'video',
  direction: 'outgoing',
  reason,
  by: 'peer',
  text: null,
  durationMs: null,
  refusal: null,
  ...change,
});

/** Pictures are played before one is taken of them. */
const play = (screen: Screen) => screen.see('video');

export const callStates: readonly GalleryState[] = [
  shown('outgoing', () => outgoing(), { play }),
  shown('outgoing-calling', () => outgoing({ progress: 'calling', ringingDevices: 0 }), { play }),
  shown('outgoing-audio', () =>
    outgoing({ media: 'audio', ringingDevices: 1, self: self({ camera: 'off', picture: null }) }),
  ),
  shown('outgoing-no-camera', () => outgoing({ self: self(noCamera) }), {
    setUp(app) {
      app.devices.value = devicesWith('camera', 'none');
    },
  }),
  shown('outgoing-refused', () => outgoing({ self: self(noCamera) }), {
    setUp(app) {
      app.devices.value = devicesWith('camera', 'refused');
    },
  }),
  shown('incoming', () => incoming()),
  shown('silent', () => active({ remote: remote({ playback: 'silent' }) }), { play }),
  shown('incoming-stranger', () => incoming({ peer: stranger, media: 'audio' })),
  shown('incoming-message', () => incoming(), {
    play: (screen) => screen.press('.incoming-card__answers .button:last-child'),
  }),
  shown('connecting', () => ({
    phase: 'connecting',
    link: 'connecting',
    callId,
    peer: budi,
    media: 'video',
    stream: null,
    self: self(),
  })),
  shown('active', () => active(), { play }),
  shown('active-muted', () => active({ self: self({ microphone: 'muted' }) }), { play }),
  shown('active-all-muted', () =>
    active({
      self: self({ microphone: 'muted', camera: 'off', picture: null }),
      remote: remote({ microphone: 'muted', camera: 'off' }),
    }),
  ),
  shown('active-held', () =>
    active({
      hold: { own: 'held', peer: 'running' },
      self: self({ camera: 'off', picture: null }),
    }),
  ),
  shown('active-held-by-peer', () => active({ hold: { own: 'running', peer: 'held' } })),
  shown(
    'active-paused',
    () => active({ ownPicture: 'paused', remote: remote({ camera: 'paused' }) }),
    { play: (screen) => screen.see('.portrait') },
  ),
  shown('active-nothing', () =>
    active({
      self: self({ ...noCamera, microphone: 'unavailable' }),
      remote: remote({ microphone: 'unavailable', camera: 'unavailable' }),
    }),
  ),
  shown('active-reconnecting', () => active({ link: 'reconnecting' }), { play }),
  shown('active-upright', () => active({ remote: remote({ stream: upright() }) }), { play }),
  shown('quality-good', () => active(), { setUp: withVerdict(well), play }),
  shown('quality-fair', () => active(), {
    setUp: withVerdict({ level: 'fair', cause: { kind: 'processor', where: 'here' } }),
    play,
  }),
  shown('quality-poor', () => active(), {
    setUp: withVerdict({ level: 'poor', cause: { kind: 'loss', where: 'there', share: 0.12 } }),
    play,
  }),
  shown('statistics', () => active(), {
    setUp: withVerdict({ level: 'fair', cause: { kind: 'slow', where: 'there' } }),
    play: (screen) => screen.press('.quality [aria-haspopup=dialog]'),
  }),
  shown('new-device', () => active(), { setUp: withStanding('new'), play }),
  shown('safety', () => active(), {
    play: (screen) => screen.press('.call-header [aria-haspopup=dialog]'),
  }),
  shown('safety-verified', () => active(), {
    setUp: withStanding('verified'),
    play: (screen) => screen.press('.call-header [aria-haspopup=dialog]'),
  }),
  shown('active-devices', () => active(), {
    setUp(app) {
      app.devices.value = { ...workingDevices, camera: devicesWith('camera', 'in-use').camera };
    },
    play: (screen) => screen.press('.call-bar [aria-haspopup=dialog]'),
  }),
  shown('ended-hung-up', () => ended('hung-up', { durationMs: 754_000 }), {
    setUp(app) {
      app.qualityReport.value = new CallTally(callId).report;
    },
  }),
  shown('screen-own', () => active({ self: self({ screen: sharing() }) }), { play }),
  shown('screen-own-sound', () =>
    active({
      self: self({ microphone: 'muted', screen: sharing({ content: 'motion', sound: 'shared' }) }),
      remote: remote({ camera: 'off' }),
    }),
  ),
  shown(
    'screen-theirs',
    () => active({ remote: remote({ screen: { stream: drawnScreen(), picture: 'shown' } }) }),
    { play: (screen) => screen.see('[data-main=screen]') },
  ),
  shown(
    'screen-theirs-alone',
    () =>
      active({
        self: self({ microphone: 'muted', camera: 'off', picture: null }),
        remote: remote({
          camera: 'off',
          screen: { stream: drawnScreen(1280, 1000), picture: 'shown' },
        }),
      }),
    { play: (screen) => screen.see('[data-main=screen]') },
  ),
  shown(
    'screen-theirs-paused',
    () =>
      active({
        remote: remote({
          camera: 'paused',
          screen: { stream: drawnScreen(), picture: 'paused' },
        }),
      }),
    { play: (screen) => screen.see('[data-main=screen]') },
  ),
  shown(
    'screen-both',
    () =>
      active({
        self: self({ screen: sharing() }),
        remote: remote({ screen: { stream: drawnScreen(), picture: 'shown' } }),
      }),
    { play: (screen) => screen.see('[data-main=screen]') },
  ),
  shown('screen-picker', choosing, {
    setUp(app) {
      app.screenQuestion.value = { sound: 'possible' };
      app.screenSources.value = {
        outcome: 'listed',
        sources: [
          { id: 'screen:0:0', kind: 'screen', name: 'Entire screen', picture: screenThumbnail() },
          {
            id: 'screen:1:0',
            kind: 'screen',
            name: 'Screen 2',
            picture: screenThumbnail(225, 400),
          },
          {
            id: 'window:1:0',
            kind: 'window',
            name: 'Quarterly figures, second draft, with comments – Spreadsheet',
            picture: screenThumbnail(400, 300),
          },
          { id: 'window:2:0', kind: 'window', name: 'Terminal', picture: null },
        ],
      };
    },
    play: (screen) => screen.see('.screen-picker__source'),
  }),
  shown('screen-picker-refused', choosing, {
    setUp(app) {
      app.screenQuestion.value = { sound: 'impossible' };
      app.screenSources.value = { outcome: 'refused' };
    },
    play: (screen) => screen.see('.dialog .banner'),
  }),
  shown('screen-picker-empty', choosing, {
    setUp(app) {
      app.screenQuestion.value = { sound: 'impossible' };
    },
    play: (screen) => screen.see('.dialog'),
  }),
  shown('ended-hung-up', () => ended('hung-up', { durationMs: 754_000 })),
  shown('ended-declined', () => ended('declined', { text: 'Lagi rapat. Jam tiga, ya?' })),
  shown('ended-no-answer', () => ended('no-answer', { by: 'nobody' })),
  shown('ended-missed', () => ended('cancelled', { direction: 'incoming' })),
  shown('ended-busy', () => ended('busy')),
  shown('ended-elsewhere', () =>
    ended('answered-elsewhere', { direction: 'incoming', by: 'self' }),
  ),
  shown('ended-connect-failed', () => ended('connect-failed', { by: 'nobody' })),
  shown('ended-connection-lost', () =>
    ended('connection-lost', { by: 'nobody', durationMs: 32_000 }),
  ),
  shown('ended-unknown', () =>
    ended('refused', {
      refusal: 'unknown-account',
      peer: { id: 'nobody', name: 'nobody', isContact: false },
    }),
  ),
  shown('ended-contacts-only', () =>
    ended('refused', { refusal: 'contacts-only', peer: stranger }),
  ),
];

function withStanding(standing: KnownDevice['standing']) {
  return (app: FakeApp): void => {
    app.standing.value = standing;
  };
}

function withVerdict(verdict: Verdict): (app: FakeApp) => void {
  return (app) => {
    const sample = aSample({ receiving: { loss: { lost: 3, expected: 210 } } });
    app.quality.value = { callId, sample, verdict };
  };
}

/** A phone held upright. */
function upright(): MediaStream {
  return drawnPicture(30, 'L', 720, 1280);
}
