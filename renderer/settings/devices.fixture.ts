import type { Settings } from '@tatap/protocol/settings';
import { VirtualClock } from '../../testing/clock.ts';
import { aDevice, FakeMediaDevices, FakeSounds } from '../../testing/media-devices.ts';
import { fakeSettings } from '../../testing/settings-model.ts';
import { silentLogger } from '../log.ts';
import { createDevicesModel } from './devices.ts';
import type { DeviceNotice } from './model.ts';

export const builtIn = aDevice('built-in');
export const usb = aDevice('usb');
export const headset = aDevice('headset');

export type Plug = (media: FakeMediaDevices) => void;

export async function setUp(plug: Plug = () => {}) {
  const world = setUpUnread(plug);
  await world.devices.start();
  return world;
}

export function setUpUnread(plug: Plug, camera: Settings['camera'] = null) {
  const media = new FakeMediaDevices();
  media.devices.camera.push(builtIn, usb);
  media.devices.microphone.push(builtIn, headset);
  media.devices.speaker.push(builtIn, headset);
  plug(media);
  const sounds = new FakeSounds();
  const settings = fakeSettings({ camera });
  const clock = new VirtualClock();
  const devices = createDevicesModel({
    media,
    sounds,
    system: { openSystemSettings: async () => false },
    settings,
    clock,
    log: silentLogger,
  });
  const notices: DeviceNotice[] = [];
  devices.onNotice((notice) => notices.push(notice));
  return { media, sounds, settings, clock, devices, notices };
}
