import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCallWorld, registered } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { VirtualClock } from '../../testing/clock.ts';
import { aDevice, FakeMediaDevices, FakeSounds } from '../../testing/media-devices.ts';
import { FakeCapturedScreen } from '../../testing/screens.ts';
import { fakeSettings } from '../../testing/settings-model.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import { LocalMediaSource } from '../media/local-media.ts';
import { createDevicesModel } from '../settings/devices.ts';
import { pictureRules } from './bandwidth-gate.ts';
import { soundFirstMs } from './open-link.ts';

/** What the person presses. */
const presses = [
  'camera on',
  'camera off',
  'unmute',
  'mute',
  'share the screen',
  'stop the screen',
] as const;
/** What interrupts what is sent, each with what ends it. */
const interruptions = {
  hold: 'resume',
  'the other side holds': 'the other side resumes',
  'the camera is unplugged': 'the camera is plugged in',
  'the microphone is unplugged': 'the microphone is plugged in',
  'the link is lost': 'the link is back',
  'the other side begins anew': null,
  'the server forgets the call': null,
  'the network changes': null,
  // Last: its end takes longer than a lost link has.
  'the network bears no picture': 'the network is fast',
} as const;
type Interruption = keyof typeof interruptions;
type Ending = Exclude<(typeof interruptions)[Interruption], null>;
type Action = (typeof presses)[number] | Interruption | Ending;
const all: readonly Action[] = [
  ...presses,
  ...(Object.keys(interruptions) as Interruption[]),
  ...Object.values(interruptions).filter((one) => one !== null),
];
const endings = Object.values(interruptions).filter((one) => one !== null);

/** Whatever the gate for pictures has seen before, it has moved by then. */
const longestMs = pictureRules.longestShutMs + pictureRules.assuranceMs + 1_000;

/** A running call on real models of call and devices. */
async function talking() {
  const devices = new FakeMediaDevices();
  const plugged = { camera: aDevice('camera-1'), microphone: aDevice('microphone-1') };
  devices.devices.camera.push(plugged.camera);
  devices.devices.microphone.push(plugged.microphone);
  const model = createDevicesModel({
    media: devices,
    sounds: new FakeSounds(),
    system: { openSystemSettings: async () => false },
    settings: fakeSettings(),
    clock: new VirtualClock(),
    log: silentLogger,
  });
  await model.start();
  const world = createCallWorld({ localMedia: new LocalMediaSource(model) });
  await world.talkToBudi();
  const wanted = { camera: true, microphone: true, screen: false };
  const plug = (kind: 'camera' | 'microphone') => {
    if (devices.devices[kind].length === 0) devices.plugIn(kind, plugged[kind]);
  };
  const isSent = () => world.lastLink().sending.picture === 'sent';
  /** Seconds on a path that bears so much, until it is so; a lost link tells nothing of it. */
  async function bears(bandwidthBps: number, until: () => boolean): Promise<void> {
    world.lastLink().bandwidth = bandwidthBps;
    for (let second = 0; second < longestMs / 1_000 && !until(); second += 1) {
      if (world.snapshotIn('active').link !== 'connected') return;
      world.clock.advance(1_000);
      await settled();
    }
    expect(until(), `${bandwidthBps} bit/s`).toBe(true);
  }
  const peerSays = (state: 'held' | 'running') =>
    world.lastLink().happen({ type: 'message', message: { kind: 'hold', state } });

  async function happen(what: Action): Promise<void> {
    switch (what) {
      case 'camera on':
      case 'camera off':
        wanted.camera = what === 'camera on';
        world.model.setCamera(wanted.camera);
        break;
      case 'unmute':
      case 'mute':
        wanted.microphone = what === 'unmute';
        world.model.setMicrophone(wanted.microphone);
        break;
      case 'share the screen':
        world.model.shareScreen();
        if (!wanted.screen) {
          const screen = new FakeCapturedScreen(fakeTrack('video'));
          await world.screens.answer({ outcome: 'captured', screen });
        }
        wanted.screen = true;
        break;
      case 'stop the screen':
        wanted.screen = false;
        world.model.stopScreen();
        break;
      case 'hold':
      case 'resume':
        world.model.setHold(what === 'hold');
        break;
      case 'the other side holds':
      case 'the other side resumes':
        peerSays(what === 'the other side holds' ? 'held' : 'running');
        break;
      case 'the camera is unplugged':
        devices.unplug('camera-1');
        break;
      case 'the microphone is unplugged':
        devices.unplug('microphone-1');
        break;
      case 'the camera is plugged in':
        plug('camera');
        break;
      case 'the microphone is plugged in':
        plug('microphone');
        break;
      case 'the link is lost':
      case 'the link is back':
        world.lastLink().become(what === 'the link is lost' ? 'interrupted' : 'connected');
        break;
      case 'the other side begins anew': {
        const offer = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 } as const;
        world.lastLink().happen({ type: 'restarted', offer });
        world.lastLink().become('connected');
        break;
      }
      case 'the server forgets the call':
        world.signaling.emit('registered', registered(world.clock.now()));
        break;
      case 'the network changes':
        for (const listener of world.network) listener();
        break;
      case 'the network bears no picture':
        await bears(40_000, () => !isSent());
        break;
      case 'the network is fast':
        await bears(2_000_000, isSent);
        break;
      default:
        throw new Error(`unhandled: ${what satisfies never}`);
    }
    await settled();
    await settled();
    world.clock.advance(soundFirstMs);
  }

  return { world, wanted, devices, happen };
}

type Talk = Awaited<ReturnType<typeof talking>>;

/** Nothing is sent that is not wanted, and on hold nothing at all and no camera is open. */
function expectNoMore({ world, wanted, devices }: Talk): void {
  const { tracks } = world.lastLink();
  const { hold } = world.snapshotIn('active');
  const held = hold.own === 'held' || hold.peer === 'held';
  if (held || !wanted.camera) expect(tracks.video ?? null).toBeNull();
  if (held || !wanted.screen) expect(tracks.screen ?? null).toBeNull();
  if (held) expect(tracks.audio).toBeNull();
  if (tracks.audio) expect(tracks.audio.enabled).toBe(wanted.microphone);
  const lit = [...devices.opened].some(({ kind }) => kind === 'camera');
  if (hold.own === 'held' || !wanted.camera) expect(lit).toBe(false);
}

/** With every interruption over, exactly what is wanted is sent and shown. */
function expectAsWanted({ world, wanted }: Talk): void {
  const { tracks } = world.lastLink();
  expect({
    camera: tracks.video !== null,
    microphone: tracks.audio?.enabled,
    screen: (tracks.screen ?? null) !== null,
    picture: world.lastLink().sending.picture,
    toldOfPicture: world.snapshotIn('active').ownPicture,
    shown: world.snapshotIn('active').self,
  }).toMatchObject({
    ...wanted,
    picture: 'sent',
    toldOfPicture: 'sent',
    shown: {
      camera: wanted.camera ? 'on' : 'off',
      microphone: wanted.microphone ? 'on' : 'muted',
      screen: { state: wanted.screen ? 'shared' : 'off' },
    },
  });
}

async function play(order: readonly Action[]): Promise<void> {
  const talk = await talking();
  for (const what of order) {
    await talk.happen(what);
    expectNoMore(talk);
  }
  for (const ending of endings) await talk.happen(ending);
  expectAsWanted(talk);
  talk.world.model.close();
}

describe('what is sent after an interruption is what the person last wanted', () => {
  const pairs = (Object.keys(interruptions) as Interruption[]).flatMap((interruption) =>
    presses.flatMap((first) => presses.map((second) => [interruption, first, second] as const)),
  );

  it.each(pairs)('%s: %s, %s', async (interruption, first, second) => {
    await play([interruption, first, second]);
    await play([first, interruption, second]);
  });

  it('in any order of interruptions and presses', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...all), { maxLength: 15 }), play), {
      numRuns: 150,
    });
  });
});
