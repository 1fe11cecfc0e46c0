import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { soundFirstMs } from './open-link.ts';

let world: CallWorld;
beforeEach(async () => {
  world = createCallWorld();
  await world.talkToBudi();
  const [media] = world.media;
  if (media === undefined) throw new Error('no devices were opened');
  media.audio.value = fakeTrack('audio');
  media.video.value = fakeTrack('video');
  world.clock.advance(soundFirstMs);
});

const link = () => world.lastLink();
const hold = () => world.snapshotIn('active').hold;
const saidOfHold = () => link().sent.filter(({ kind }) => kind === 'hold');
const peerSays = (state: 'held' | 'running') =>
  link().happen({ type: 'message', message: { kind: 'hold', state } });
const some = expect.anything();
const nothing = { audio: null, video: null };

describe('a call on hold', () => {
  it('is not before somebody holds it, and nothing is said of it', () => {
    expect(hold()).toEqual({ own: 'running', peer: 'running' });
    expect(link()).toMatchObject({ tracks: { audio: some, video: some }, remoteHeard: 'unmuted' });
    expect(saidOfHold()).toEqual([]);
  });

  it('sends nothing, plays nothing and has the camera off until it goes on', () => {
    world.model.setHold(true);
    expect(hold()).toEqual({ own: 'held', peer: 'running' });
    expect(link()).toMatchObject({ tracks: nothing, remoteHeard: 'muted' });
    // The camera's light is out, and the button still shows what the person wants.
    expect(world.media[0]?.video.value).toBeNull();
    expect(world.snapshotIn('active').self.camera).toBe('on');
    expect(saidOfHold()).toEqual([{ kind: 'hold', state: 'held' }]);

    world.model.setHold(true);
    expect(saidOfHold()).toHaveLength(1);

    world.model.setHold(false);
    expect(hold().own).toBe('running');
    expect(link()).toMatchObject({
      tracks: { audio: some, video: some },
      remoteHeard: 'unmuted',
    });
    expect(saidOfHold().at(-1)).toEqual({ kind: 'hold', state: 'running' });
  });

  it('shows the camera as the person has set it, and no picture of it', () => {
    const own = () => world.snapshotIn('active').self;
    world.model.setHold(true);
    expect(own().camera).toBe('on');
    world.model.setHold(false);
    world.model.setCamera(false);
    world.model.setHold(true);
    expect(own().camera).toBe('off');
  });

  it('follows what is pressed meanwhile: a camera that was turned off stays off', () => {
    world.model.setHold(true);
    world.model.setCamera(true);
    world.model.setCamera(false);
    world.model.setHold(false);
    expect(world.media[0]?.camera.value).toBe('off');
    expect(link().tracks.video).toBeNull();
  });

  it('leaves a camera off that was off before', () => {
    world.model.setCamera(false);
    world.model.setHold(true);
    world.model.setHold(false);
    expect(world.media[0]?.camera.value).toBe('off');
  });

  it('by the other side sends nothing either, and leaves the camera as it is', () => {
    peerSays('held');
    expect(hold()).toEqual({ own: 'running', peer: 'held' });
    expect(link().tracks).toMatchObject(nothing);
    expect(world.media[0]?.camera.value).toBe('on');
    expect(saidOfHold()).toEqual([]);
    peerSays('running');
    expect(link().tracks).toMatchObject({ audio: some, video: some });
  });

  it('by both goes on when both have let it', () => {
    peerSays('held');
    world.model.setHold(true);
    peerSays('running');
    expect(link().tracks).toMatchObject(nothing);
    world.model.setHold(false);
    expect(link().tracks).toMatchObject({ audio: some });
  });

  it('is still on hold over a new link, whose other side is told', () => {
    world.model.setHold(true);
    const before = link();
    before.happen({
      type: 'restarted',
      offer: { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 },
    });
    expect(link()).not.toBe(before);
    world.clock.advance(soundFirstMs);
    expect(link()).toMatchObject({ tracks: nothing, remoteHeard: 'muted' });
    expect(saidOfHold()).toEqual([{ kind: 'hold', state: 'held' }]);
  });

  it('ends with the call, and the next one is not on hold', async () => {
    world.model.setHold(true);
    world.model.hangUp();
    world.model.dismiss();
    await world.talkToBudi();
    expect(hold()).toEqual({ own: 'running', peer: 'running' });
    expect(saidOfHold()).toEqual([]);
  });

  it('is nothing before the call runs', async () => {
    world.model.hangUp();
    world.model.dismiss();
    await world.callBudi();
    world.model.setHold(true);
    world.signaling.emit('call.accepted', {
      callId: world.callId(),
      device: ids.theirs,
      media: 'video',
    });
    expect(world.media.at(-1)?.camera.value).toBe('on');
  });
});
