import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, incomingFrom } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { FakeCapturedScreen } from '../../testing/screens.ts';
import { soundFirstMs } from './outgoing-media.ts';

let world: CallWorld;
beforeEach(() => {
  world = createCallWorld();
  world.unconfirmed.value = new Set([ids.theirs]);
});

const link = () => world.lastLink();
const some = expect.anything();
const goOn = () => {
  world.unconfirmed.value = new Set();
};
/** Camera and microphone are there, and the time in which sound goes first is over. */
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

describe('a new device of somebody verified', () => {
  it('is warned of while it rings, before anything is accepted', () => {
    world.signaling.emit('call.incoming', incomingFrom('budi', true));
    expect(world.snapshotIn('incoming').unconfirmed).toBe(true);
    expect(world.sounds.warned).toBe(true);
  });

  it('is sent nothing once its call is accepted, and is heard', () => {
    acceptOfBudi();
    openDevices();
    expect(world.snapshotIn('active').unconfirmed).toBe(true);
    expect(link()).toMatchObject({ tracks: { audio: null, video: null }, remoteHeard: 'unmuted' });
  });

  it('is sent nothing where it answers, whatever the person presses but that', async () => {
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

  it('sees a muted microphone and no camera, and is told when that changes', async () => {
    await world.talkToBudi();
    openDevices();
    expect(saidOfMedia()).toEqual({ kind: 'media', microphone: 'muted', camera: 'off' });
    goOn();
    expect(saidOfMedia()).toEqual({ kind: 'media', microphone: 'on', camera: 'on' });
  });

  it('is sent what the person last wanted, once they go on with it', async () => {
    await world.talkToBudi();
    openDevices();
    world.model.setCamera(false);
    goOn();
    expect(world.snapshotIn('active').unconfirmed).toBe(false);
    expect(link().tracks).toMatchObject({ audio: some, video: null });
    expect(saidOfMedia()).toEqual({ kind: 'media', microphone: 'on', camera: 'off' });
  });

  it('that is on hold when they go on with it is sent nothing until the hold ends', async () => {
    await world.talkToBudi();
    openDevices();
    world.model.setHold(true);
    goOn();
    expect(link().tracks).toMatchObject({ audio: null, video: null });
    world.model.setHold(false);
    expect(link().tracks).toMatchObject({ audio: some, video: some });
  });

  it('sees no screen, and is told of none, until they go on with it', async () => {
    await world.talkToBudi();
    const screen = await shareScreen();
    expect(link().tracks.screen ?? null).toBeNull();
    expect(link().sent.some(({ kind }) => kind === 'screen')).toBe(false);
    goOn();
    expect(link().tracks.screen).toBe(screen.video);
    expect(link().sent).toContainEqual({ kind: 'screen', picture: 'shared', sound: 'none' });
  });

  it('is sent nothing over another link for the same call either', async () => {
    await world.talkToBudi();
    openDevices();
    link().happen({
      type: 'restarted',
      offer: { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 },
    });
    world.clock.advance(soundFirstMs);
    expect(link().tracks).toMatchObject({ audio: null, video: null });
    goOn();
    expect(link().tracks).toMatchObject({ audio: some, video: some });
  });

  it('takes nothing from another device of theirs that answers', async () => {
    world.unconfirmed.value = new Set([ids.theirOther]);
    await world.talkToBudi();
    openDevices();
    expect(world.snapshotIn('active').unconfirmed).toBe(false);
    expect(link().tracks).toMatchObject({ audio: some, video: some });
  });
});
