import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { FakeCapturedScreen } from '../../testing/screens.ts';
import type { ShownCall } from './model.ts';

let world: CallWorld;
beforeEach(async () => {
  world = createCallWorld();
  await world.talkToBudi();
});

function active(): Extract<ShownCall, { phase: 'active' }> {
  const snapshot = world.model.shown.value;
  if (snapshot.phase !== 'active') throw new Error(`in ${snapshot.phase}`);
  return snapshot;
}
const own = () => active().self.screen;
const told = () => world.lastLink().sent.filter(({ kind }) => kind === 'screen');
/** The person answers with a screen. */
async function choose(audio: MediaStreamTrack | null = null): Promise<FakeCapturedScreen> {
  const screen = new FakeCapturedScreen(fakeTrack('video'), audio);
  await world.screens.answer({ outcome: 'captured', screen });
  return screen;
}
function share(): Promise<FakeCapturedScreen> {
  world.model.shareScreen();
  return choose();
}

describe('sharing the screen', () => {
  it('asks, tells the other side, and sends picture and sound', async () => {
    world.model.shareScreen();
    expect(own()).toEqual({ state: 'choosing', content: 'detail' });
    expect(told()).toEqual([]);
    const screen = await choose(fakeTrack('audio'));
    expect(own()).toMatchObject({ state: 'shared', content: 'detail', sound: 'shared' });
    expect(told()).toEqual([{ kind: 'screen', picture: 'shared', sound: 'shared' }]);
    const { video, audio } = screen;
    expect(world.lastLink().tracks).toMatchObject({ screen: video, screenAudio: audio });
  });

  it('asks once, however often it is pressed', async () => {
    world.model.shareScreen();
    world.model.shareScreen();
    await choose();
    world.model.shareScreen();
    expect(world.screens.asked).toHaveLength(1);
  });

  it.each([
    ['cancelled', null],
    ['refused', 'refused'],
    ['failed', 'failed'],
  ] as const)('comes to nothing when it is %s, and may be tried again', async (outcome, reason) => {
    world.model.shareScreen();
    await world.screens.answer({ outcome });
    expect(own()).toEqual({ state: 'off', reason });
    expect(told()).toEqual([]);
    await share();
    expect(own()).toMatchObject({ state: 'shared' });
  });

  it('stops', async () => {
    const screen = await share();
    world.model.stopScreen();
    expect(own()).toEqual({ state: 'off', reason: null });
    expect(screen.life).toBe('stopped');
    expect(world.lastLink().tracks).toMatchObject({ screen: null, screenAudio: null });
    expect(told().at(-1)).toEqual({ kind: 'screen', picture: 'none', sound: 'none' });
  });

  it('notices that it was ended outside of the app, and says so on both sides', async () => {
    const screen = await share();
    screen.end();
    expect(own()).toEqual({ state: 'off', reason: 'ended' });
    expect(told().at(-1)).toMatchObject({ picture: 'none' });
  });

  it('says what it shows, and remembers it', async () => {
    const first = await share();
    expect(first.video.contentHint).toBe('detail');
    world.model.setScreenContent('motion');
    expect(first.video.contentHint).toBe('motion');
    expect(own()).toMatchObject({ content: 'motion' });
    // The other side need not know.
    expect(told()).toHaveLength(1);
    world.model.stopScreen();
    expect((await share()).video.contentHint).toBe('motion');
  });

  it('ends with the call, also while the person is being asked', async () => {
    world.model.shareScreen();
    world.model.hangUp();
    expect(world.screens.asked[0]?.aborted).toBe(true);
    const late = await choose();
    expect(late.life).toBe('stopped');

    world.model.dismiss();
    await world.talkToBudi();
    const screen = await share();
    world.model.hangUp();
    expect(screen.life).toBe('stopped');
  });

  it('forgets with the call why it ended', async () => {
    (await share()).end();
    world.model.hangUp();
    world.model.dismiss();
    await world.talkToBudi();
    expect(own()).toEqual({ state: 'off', reason: null });
  });

  it('is shown to a side that began anew', async () => {
    const screen = await share();
    const offer = { kind: 'description', type: 'offer', sdp: 'v=0', seq: 0 } as const;
    world.lastLink().happen({ type: 'restarted', offer });
    expect(world.links).toHaveLength(2);
    expect(world.lastLink().tracks).toMatchObject({ screen: screen.video });
    expect(told()).toEqual([{ kind: 'screen', picture: 'shared', sound: 'none' }]);
  });

  it('is nothing outside of a call', () => {
    world.model.hangUp();
    world.model.shareScreen();
    expect(world.screens.asked).toEqual([]);
  });
});

describe('the screen of the other side', () => {
  const hear = (message: object) =>
    world.lastLink().happen({ type: 'message', message: message as never });

  it('is there while they share it, and gone after', () => {
    expect(active().remote.screen).toBeNull();
    hear({ kind: 'screen', picture: 'shared', sound: 'none' });
    const stream = world.lastLink().remoteScreen;
    expect(active().remote.screen).toEqual({ stream, picture: 'shown' });
    hear({ kind: 'screen', picture: 'none', sound: 'none' });
    expect(active().remote.screen).toBeNull();
  });

  it('pauses with their network', () => {
    hear({ kind: 'screen', picture: 'shared', sound: 'none' });
    hear({ kind: 'bandwidth', picture: 'paused', receive: 'all' });
    expect(active().remote.screen).toMatchObject({ picture: 'paused' });
  });
});
