import type { ShownCall } from '../../../renderer/calls/model.ts';
import { devicesWith } from '../../devices.ts';
import { budi, stranger } from '../people.ts';
import type { GalleryState } from '../state.ts';
import { callId, noCamera, type Of, play, self, shown } from './call-parts.ts';

const outgoing = (change: Partial<Of<'outgoing'>> = {}): ShownCall => ({
  phase: 'outgoing',
  callId,
  peer: budi,
  media: 'video',
  progress: 'ringing',
  ringingDevices: 2,
  self: self(),
  ...change,
});

const incoming = (change: Partial<Of<'incoming'>> = {}): ShownCall => ({
  phase: 'incoming',
  callId,
  peer: budi,
  media: 'video',
  unconfirmed: false,
  ...change,
});

const inWindow = (name: string, change: Partial<GalleryState> = {}): GalleryState => ({
  name: `ringing-window${name}`,
  setUp: () => {},
  ringingWindow: {
    callId,
    from: { id: budi.id, displayName: budi.name, isContact: true },
    media: 'video',
    unconfirmed: false,
  },
  ...change,
});

export const ringingStates: readonly GalleryState[] = [
  inWindow(''),
  inWindow('-message', {
    play: (screen) => screen.press('.incoming-card__answers .button:last-child'),
  }),
  inWindow('-unconfirmed', {
    ringingWindow: {
      callId,
      from: { id: budi.id, displayName: budi.name, isContact: true },
      media: 'video',
      unconfirmed: true,
    },
  }),
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
  shown(
    'outgoing-nothing',
    () => outgoing({ self: self({ ...noCamera, microphone: 'unavailable' }) }),
    {
      setUp(app) {
        app.devices.value = {
          ...devicesWith('camera', 'refused'),
          microphone: devicesWith('microphone', 'refused').microphone,
        };
      },
    },
  ),
  shown('incoming', () => incoming()),
  shown('incoming-preview', () => incoming(), {
    play: async (screen) => {
      await screen.press('.own-preview__ask .button');
      await screen.see('.own-preview video');
    },
  }),
  shown('incoming-unconfirmed', () => incoming({ unconfirmed: true })),
  shown('incoming-stranger', () => incoming({ peer: stranger, media: 'audio' })),
  shown('incoming-message', () => incoming(), {
    play: (screen) => screen.press('.incoming-card__answers .button:last-child'),
  }),
];
