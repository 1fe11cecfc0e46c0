import type { KnownDevice } from '../../../renderer/identity/model.ts';
import { type Verdict, well } from '../../../renderer/quality/verdict.ts';
import type { FakeApp } from '../../app-model.ts';
import { devicesWith, workingDevices } from '../../devices.ts';
import { aSample } from '../../quality.ts';
import { budi, sara } from '../people.ts';
import { drawnPicture } from '../picture.ts';
import type { GalleryState } from '../state.ts';
import { active, callId, noCamera, play, remote, self, shown } from './call-parts.ts';

export const callStates: readonly GalleryState[] = [
  shown('silent', () => active({ remote: remote({ playback: 'silent' }) }), { play }),
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
  shown('active-refused', () => active({ self: self({ microphone: 'unavailable' }) }), {
    setUp(app) {
      app.devices.value = devicesWith('microphone', 'refused');
    },
    play,
  }),
  shown('active-busy', () => active({ self: self({ microphone: 'muted' }) }), {
    setUp: withVerdict({ level: 'poor', cause: { kind: 'processor', where: 'here' } }),
    play,
  }),
  shown('active-held', () =>
    active({
      hold: { own: 'held', peer: 'running' },
      self: self({ picture: null }),
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
  shown('right-to-left', () => active({ peer: sara, remote: remote({ camera: 'off' }) })),
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
  shown('unconfirmed', () => active({ unconfirmed: true }), { setUp: withStanding('new'), play }),
  shown(
    'unconfirmed-alone',
    () =>
      active({
        unconfirmed: true,
        self: self({ microphone: 'muted', camera: 'off', picture: null }),
        remote: remote({ camera: 'off' }),
      }),
    { setUp: withStanding('new') },
  ),
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
