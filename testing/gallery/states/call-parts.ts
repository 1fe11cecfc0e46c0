import type { RemoteMedia, SelfMedia, ShownCall } from '../../../renderer/calls/model.ts';
import type { FakeApp } from '../../app-model.ts';
import { aDeviceId } from '../../people.ts';
import { budi, everybody } from '../people.ts';
import { drawnPicture } from '../picture.ts';
import type { GalleryState, Screen } from '../state.ts';

export type Of<P extends ShownCall['phase']> = Extract<ShownCall, { phase: P }>;

export const callId = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

export const self = (change: Partial<SelfMedia> = {}): SelfMedia => ({
  microphone: 'on',
  camera: 'on',
  picture: drawnPicture(200, 'R'),
  screen: { state: 'off', reason: null },
  ...change,
});
export const noCamera: Partial<SelfMedia> = { camera: 'unavailable', picture: null };

export function shown(name: string, call: () => ShownCall, more: Partial<GalleryState> = {}) {
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

export const remote = (change: Partial<RemoteMedia> = {}): RemoteMedia => ({
  microphone: 'on',
  camera: 'on',
  stream: drawnPicture(30, 'L'),
  playback: 'playing',
  screen: null,
  ...change,
});

export const active = (change: Partial<Of<'active'>> = {}): ShownCall => ({
  phase: 'active',
  callId,
  peer: budi,
  media: 'video',
  device: aDeviceId,
  unconfirmed: false,
  startedAt: Date.now() - 754_000,
  link: 'connected',
  hold: { own: 'running', peer: 'running' },
  ownPicture: 'sent',
  self: self(),
  remote: remote(),
  ...change,
});

/** Pictures are played before one is taken of them. */
export const play = (screen: Screen) => screen.see('video');
