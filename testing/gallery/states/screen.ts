import type { OwnScreen, ShownCall } from '../../../renderer/calls/model.ts';
import { drawnScreen, screenThumbnail } from '../picture.ts';
import type { GalleryState } from '../state.ts';
import { active, play, remote, self, shown } from './call-parts.ts';

const sharing = (change: Partial<Extract<OwnScreen, { state: 'shared' }>> = {}): OwnScreen => ({
  state: 'shared',
  content: 'detail',
  picture: drawnScreen(),
  sound: 'none',
  ...change,
});

/** The person is choosing a screen. */
const choosing = (): ShownCall =>
  active({ self: self({ screen: { state: 'choosing', content: 'detail' } }) });

export const screenStates: readonly GalleryState[] = [
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
];
