import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { settled } from '../../testing/settled.ts';

let world: CallWorld;
beforeEach(async () => {
  world = createCallWorld();
  await world.talkToBudi();
});

const said = () =>
  world
    .lastLink()
    .sent.filter((message) => message.kind === 'bandwidth')
    .at(-1);

function active() {
  const snapshot = world.model.shown.value;
  if (snapshot.phase !== 'active') throw new Error(`in ${snapshot.phase}`);
  return snapshot;
}

/** Seconds on a path that is believed to bear so much. */
async function seconds(count: number, bandwidthBps: number): Promise<void> {
  world.lastLink().bandwidth = bandwidthBps;
  for (let second = 0; second < count; second++) {
    world.clock.advance(1_000);
    await settled();
  }
}

describe('low data', () => {
  it('sends less and asks for less, from now on and until it is turned off', () => {
    expect(said()).toMatchObject({ picture: 'sent', receive: 'all' });
    world.lowData.value = true;
    expect(world.lastLink().sending.amount).toBe('less');
    expect(said()).toMatchObject({ receive: 'less' });
    world.lowData.value = false;
    expect(world.lastLink().sending.amount).toBe('all');
    expect(said()).toMatchObject({ receive: 'all' });
  });

  it('of the other side is heeded', () => {
    const message = { kind: 'bandwidth', picture: 'sent', receive: 'less' } as const;
    world.lastLink().happen({ type: 'message', message });
    expect(world.lastLink().sending.amount).toBe('less');
    expect(said()).toMatchObject({ receive: 'all' });
  });
});

describe('a slow line', () => {
  it('gets a small picture, and full width again when it is fast', async () => {
    world.lastMedia().video.value = fakeTrack('video');
    await seconds(3, 250_000);
    expect(world.lastLink().sending).toEqual({ amount: 'all', width: 'small', picture: 'sent' });
    await seconds(12, 1_500_000);
    expect(world.lastLink().sending.width).toBe('full');
  });

  it('is not taken for one while there is only sound to estimate by', async () => {
    await seconds(5, 90_000);
    expect(world.lastLink().sending.width).toBe('full');
    world.model.hangUp();
    expect(world.paths.remembered).toEqual([]);
  });

  it('is remembered for the next call, which begins small', async () => {
    world.lastMedia().video.value = fakeTrack('video');
    await seconds(3, 250_000);
    world.model.hangUp();
    expect(world.paths.remembered).toEqual([250_000]);
    world.paths.expected = 250_000;
    world.model.dismiss();
    await world.talkToBudi();
    expect(world.lastLink().sending.width).toBe('small');
  });
});

describe('a network that bears no picture', () => {
  it('gets sound alone; both sides are told, and the picture returns', async () => {
    await seconds(5, 40_000);
    expect(world.lastLink().sending).toMatchObject({ amount: 'all', picture: 'paused' });
    expect(active().ownPicture).toBe('paused');
    expect(said()).toMatchObject({ picture: 'paused' });
    await seconds(30, 200_000);
    expect(world.lastLink().sending.picture).toBe('sent');
    expect(active().ownPicture).toBe('sent');
    expect(said()).toMatchObject({ picture: 'sent' });
  });

  it('on the other side is told apart from a camera that is off', () => {
    const bandwidth = (picture: 'sent' | 'paused') =>
      world
        .lastLink()
        .happen({ type: 'message', message: { kind: 'bandwidth', picture, receive: 'all' } });
    const camera = (state: 'on' | 'off') =>
      world
        .lastLink()
        .happen({ type: 'message', message: { kind: 'media', microphone: 'on', camera: state } });
    bandwidth('paused');
    expect(active().remote.camera).toBe('paused');
    camera('off');
    expect(active().remote.camera).toBe('off');
    camera('on');
    bandwidth('sent');
    expect(active().remote.camera).toBe('on');
  });

  it('is no longer looked at when the call is over', async () => {
    world.model.hangUp();
    const { sending } = world.lastLink();
    await seconds(5, 40_000);
    expect(world.lastLink().sending).toBe(sending);
    expect(world.clock.pending).toBe(0);
  });
});
