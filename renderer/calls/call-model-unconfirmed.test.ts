import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, incomingFrom } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { FakeCapturedScreen } from '../../testing/screens.ts';
import { soundFirstMs } from './open-link.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
  world.unconfirmed.value = new Set([ids.theirs]);
});

const link = () => world.lastLink();
const some = expect.anything();
const acknowledge = () => {
  world.unconfirmed.value = new Set();
};
/** Opens camera and microphone, and waits until video may follow the sound. */
function openDevices(): void {
  world.lastMedia().audio.value = fakeTrack('audio');
  world.lastMedia().video.value = fakeTrack('video');
  world.clock.advance(soundFirstMs);
}
const saidOfMedia = () => link().sent.findLast(({ kind }) => kind === 'media');
async function shareScreen(): Promise<FakeCapturedScreen> {
  const screen = new FakeCapturedScreen(fakeTrack('video'), null);
  world.model.shareScreen();
  await world.screens.answer({ outcome: 'captured', screen });
  return screen;
}
function acceptOfBudi(): void {
  world.signaling.emit('call.incoming', incomingFrom('budi', true));
  link().become('connected');
  world.model.accept('video');
  link().happen({ type: 'message', message: { kind: 'agreed' } });
}

describe('a new device of a verified person', () => {
  it('causes a warning while the call rings', () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    expect(world.snapshotIn('incoming').unconfirmed).toBe(true);
    expect(world.sounds.warned).toBe(true);
  });

  it('is heard but gets no media after its call is accepted', () => {
    acceptOfBudi();
    openDevices();
    expect(world.snapshotIn('active').unconfirmed).toBe(true);
    expect(link()).toMatchObject({ tracks: { audio: null, video: null }, remoteHeard: 'unmuted' });
  });

  it('gets no media after it answers, whatever else the person presses', async () => {
    await world.talkToBudi();
    openDevices();
    world.model.setMicrophone(false);
    world.model.setMicrophone(true);
    world.model.setCamera(false);
    world.model.setCamera(true);
    world.model.setHold(true);
    world.model.setHold(false);
    expect(world.snapshotIn('active').unconfirmed).toBe(true);
    expect(link().tracks).toMatchObject({ audio: null, video: null });
  });

  it('is told that microphone and camera are off, and when that changes', async () => {
    await world.talkToBudi();
    openDevices();
    expect(saidOfMedia()).toEqual({ kind: 'media', microphone: 'muted', camera: 'off' });
    acknowledge();
    expect(saidOfMedia()).toEqual({ kind: 'media', microphone: 'on', camera: 'on' });
  });

  it('gets the media that the person last chose, once the person continues', async () => {
    await world.talkToBudi();
    openDevices();
    world.model.setCamera(false);
    acknowledge();
    expect(world.snapshotIn('active').unconfirmed).toBe(false);
    expect(link().tracks).toMatchObject({ audio: some, video: null });
    expect(saidOfMedia()).toEqual({ kind: 'media', microphone: 'on', camera: 'off' });
  });

  it('on hold gets no media until the hold ends, even if the person continues', async () => {
    await world.talkToBudi();
    openDevices();
    world.model.setHold(true);
    acknowledge();
    expect(link().tracks).toMatchObject({ audio: null, video: null });
    world.model.setHold(false);
    expect(link().tracks).toMatchObject({ audio: some, video: some });
  });

  it('gets no shared screen and no word of it until the person continues', async () => {
    await world.talkToBudi();
    const screen = await shareScreen();
    expect(link().tracks.screen ?? null).toBeNull();
    expect(link().sent.some(({ kind }) => kind === 'screen')).toBe(false);
    acknowledge();
    expect(link().tracks.screen).toBe(screen.video);
    expect(link().sent).toContainEqual({ kind: 'screen', picture: 'shared', sound: 'none' });
  });

  it('gets no media over a second link of the same call', async () => {
    await world.talkToBudi();
    openDevices();
    link().happen({
      type: 'restarted',
      offer: { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 },
    });
    world.clock.advance(soundFirstMs);
    expect(link().tracks).toMatchObject({ audio: null, video: null });
    acknowledge();
    expect(link().tracks).toMatchObject({ audio: some, video: some });
  });

  it('does not affect another device of the same person that answers', async () => {
    world.unconfirmed.value = new Set([ids.theirOther]);
    await world.talkToBudi();
    openDevices();
    expect(world.snapshotIn('active').unconfirmed).toBe(false);
    expect(link().tracks).toMatchObject({ audio: some, video: some });
  });
});
