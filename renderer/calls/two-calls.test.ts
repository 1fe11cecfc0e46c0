import { beforeEach, describe, expect, it } from 'vitest';
import { type CallWorld, createCallWorld, ids, incomingFrom } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { FakeCapturedScreen } from '../../testing/screens.ts';
import { settled } from '../../testing/settled.ts';
import { soundFirstMs } from './open-link.ts';

let world: CallWorld;
/** The call to Budi, which is held, and the one to Dewi. */
let calls: { readonly budi: string; readonly dewi: string };
const theirs = '00000000-0000-4000-8000-0000000000e1';

beforeEach(async () => {
  world = createCallWorld();
  const budi = await world.talkToBudi();
  world.lastMedia().audio.value = fakeTrack('audio');
  world.lastMedia().video.value = fakeTrack('video');
  world.clock.advance(soundFirstMs);
  world.model.setHold(true);
  world.signaling.hold('call.invite');
  world.model.start('dewi', 'video');
  const dewi = world.callId();
  calls = { budi, dewi };
  const answer = { ok: true, outcome: 'calling', callId: dewi, invitedAt: 0 } as const;
  world.signaling.release('call.invite', answer);
  await settled();
  world.signaling.emit('call.accepted', { callId: dewi, device: theirs, media: 'video' });
  world.lastLink().become('connected');
  world.lastMedia().audio.value = fakeTrack('audio');
  world.clock.advance(soundFirstMs);
});

const links = () => {
  const [first, second] = world.openLinks();
  if (first === undefined || second === undefined) throw new Error('there are not two links');
  return { first, second };
};
const some = expect.anything();

describe('a second call while the first is held', () => {
  it('is the one that is heard, over a link and with devices of its own', () => {
    expect(world.snapshotIn('active')).toMatchObject({ callId: calls.dewi });
    const { first, second } = links();
    expect(second).toMatchObject({ tracks: { audio: some }, remoteHeard: 'unmuted' });
    expect(first).toMatchObject({ tracks: { audio: null, video: null }, remoteHeard: 'muted' });
    expect(world.media.map(({ life }) => life)).toEqual(['open', 'open']);
  });

  it('is in the list of calls beside the one that is held', () => {
    expect(world.model.calls.value).toMatchObject([
      {
        callId: calls.budi,
        phase: 'active',
        members: [{ peer: { id: 'budi' }, hold: { own: 'held', peer: 'running' } }],
      },
      { callId: calls.dewi, phase: 'active', members: [{ peer: { id: 'dewi' } }] },
    ]);
  });

  it('shares its own screen, and nothing of it in the first', async () => {
    world.model.shareScreen();
    const screen = new FakeCapturedScreen(fakeTrack('video'));
    await world.screens.answer({ outcome: 'captured', screen });
    const { first, second } = links();
    expect(second.tracks.screen).toBe(screen.video);
    expect(first.tracks.screen ?? null).toBeNull();
    expect(first.sent.filter(({ kind }) => kind === 'screen')).toEqual([]);
  });

  it('takes signals of its own devices only', async () => {
    const signal = { kind: 'candidates' as const, candidates: [], seq: 0 };
    const from = { account: 'budi', device: ids.theirs };
    world.signaling.emit('call.signal', { callId: calls.dewi, from, signal });
    await settled();
    expect(links().first.received).toEqual([]);
    expect(links().second.received).toEqual([]);
    world.signaling.emit('call.signal', { callId: calls.budi, from, signal });
    await settled();
    expect(links().first.received).toHaveLength(1);
  });

  it('ends, and the first goes on as it was', () => {
    world.model.hangUp();
    expect(world.snapshotIn('ended')).toMatchObject({ callId: calls.dewi });
    expect(world.media.map(({ life }) => life)).toEqual(['open', 'closed']);
    world.model.dismiss();
    expect(world.snapshotIn('active')).toMatchObject({ callId: calls.budi });
    world.model.setHold(false);
    expect(world.openLinks()).toMatchObject([{ tracks: { audio: some }, remoteHeard: 'unmuted' }]);
  });

  it('goes on where the other side of the first hangs up', () => {
    world.signaling.emit('call.ended', { callId: calls.budi, reason: 'hung-up' });
    expect(world.snapshotIn('active')).toMatchObject({ callId: calls.dewi });
    expect(world.media.map(({ life }) => life)).toEqual(['closed', 'open']);
    expect(world.history.at(-1)).toMatchObject({ callId: calls.budi, reason: 'hung-up' });
  });

  it('leaves this device busy to a third', () => {
    world.signaling.emit('call.incoming', incomingFrom('tono', false, ids.calls[2]));
    expect(world.signaling.payloads('call.busy')).toEqual([{ callId: ids.calls[2] }]);
    expect(world.snapshotIn('active')).toMatchObject({ callId: calls.dewi });
  });

  it('ends with the first when the person signs out, and leaves nothing behind', () => {
    world.model.signOut();
    expect(world.phase()).toBe('idle');
    expect(world.model.holdings()).toEqual({ legs: 0, pressed: 0 });
    expect(world.openLinks()).toEqual([]);
  });
});

it('no second call begins while the first is heard', async () => {
  const talking = createCallWorld();
  const id = await talking.talkToBudi();
  talking.model.start('dewi', 'video');
  expect(talking.callId()).toBe(id);
  expect(talking.signaling.payloads('call.invite')).toHaveLength(1);
});
