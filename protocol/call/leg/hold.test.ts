import { describe, expect, it } from 'vitest';
import { play } from './play.fixture.ts';
import { states } from './samples.fixture.ts';

const device = 'device-1';
const { active } = states;
const own = (state: 'held' | 'running') => ({ type: 'hold', state }) as const;
const peer = (state: 'held' | 'running') => ({ type: 'link.hold', device, state }) as const;
const told = (ownState: 'held' | 'running', peerState: 'held' | 'running') => ({
  type: 'link.hold',
  device,
  hold: { own: ownState, peer: peerState },
});

describe('a running call', () => {
  it('is held by this side, which closes the camera and tells the other', () => {
    const { state, effects } = play(active, own('held'));
    expect(state).toMatchObject({ phase: 'held', hold: { own: 'held', peer: 'running' } });
    expect(effects).toEqual([{ type: 'media.hold', state: 'held' }, told('held', 'running')]);
  });

  it('is held by the other side, and the camera stays as it is', () => {
    const { state, effects } = play(active, peer('held'));
    expect(state).toMatchObject({ phase: 'held', hold: { own: 'running', peer: 'held' } });
    expect(effects).toEqual([told('running', 'held')]);
  });

  it('held by both goes on when both have let it', () => {
    const both = play(active, own('held'), peer('held'));
    expect(both.state).toMatchObject({ phase: 'held', hold: { own: 'held', peer: 'held' } });
    expect(play(both.state, own('running')).state).toMatchObject({
      phase: 'held',
      hold: { own: 'running', peer: 'held' },
    });
    expect(play(both.state, own('running'), peer('running')).state).toEqual(active);
  });

  it('is not held anew by what was said before', () => {
    const twice = play(active, own('held'), own('held'));
    expect(twice.effects.filter(({ type }) => type === 'media.hold')).toHaveLength(1);
    expect(play(active, own('running'), peer('running')).state).toEqual(active);
  });

  it('on hold over another link tells that one too, and asks what the other side says anew', () => {
    const both = play(active, own('held'), peer('held'));
    const { state, effects } = play(both.state, { type: 'link.reopened', device });
    expect(state).toMatchObject({ phase: 'held', hold: { own: 'held', peer: 'running' } });
    expect(effects).toEqual([told('held', 'running')]);
  });

  it.each(['link.interrupted', 'hang-up'] as const)(
    'on hold takes %s like a call that is not on hold',
    (type) => {
      const held = play(active, own('held'));
      const event = type === 'hang-up' ? { type } : { type, device };
      const { state, effects } = play(held.state, event);
      expect(effects).toEqual(play(active, event).effects);
      if (type === 'hang-up') expect(state).toMatchObject({ phase: 'ended', durationMs: 500 });
      else expect(state).toMatchObject({ phase: 'held', health: { state: 'lost' } });
    },
  );
});

describe('a device that holds the call before this one has heard of its accept', () => {
  const { outgoing } = states;
  const accepted = { type: 'server.accepted', callId: 'call-1', device } as const;

  it('is believed once the call runs', () => {
    const { state, effects } = play(outgoing, peer('held'), accepted);
    expect(state).toMatchObject({ phase: 'held', hold: { own: 'running', peer: 'held' } });
    expect(effects).toContainEqual(told('running', 'held'));
  });

  it('is believed where its link comes up later', () => {
    const begin = play(outgoing, { type: 'link.interrupted', device }, peer('held'), accepted);
    expect(begin.state).toMatchObject({ phase: 'connecting', hold: { peer: 'held' } });
    expect(play(begin.state, { type: 'link.connected', device }).state).toMatchObject({
      phase: 'held',
      hold: { own: 'running', peer: 'held' },
    });
  });
});

it('a call that moves to another device stays on hold by this side', () => {
  const callId = 'call-1';
  if (active.phase !== 'active') throw new Error('the sample has changed');
  const held = play({ ...active, answer: { state: 'heard' } }, own('held'));
  const moved = play(held.state, { type: 'server.accepted', callId, device: 'device-2' });
  const { state } = play(moved.state, { type: 'link.connected', device: 'device-2' });
  expect(state).toMatchObject({ phase: 'held', hold: { own: 'held' }, device: 'device-2' });
  expect(moved.effects).toContainEqual({
    type: 'link.hold',
    device: 'device-2',
    hold: { own: 'held', peer: 'running' },
  });
});
