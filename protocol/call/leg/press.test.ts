import { describe, expect, it } from 'vitest';
import { kinds, play } from './play.fixture.ts';
import { states } from './samples.fixture.ts';

const callId = 'call-1';
const press = { type: 'pressed', media: 'video' } as const;
const release = { type: 'released' } as const;

describe('a button that accepts, held down', () => {
  const { incoming } = states;

  it('opens the devices, and neither says nor sends anything', () => {
    const { state, effects } = play(incoming, press, press);
    expect(state).toEqual({ ...incoming, pressed: 'video' });
    expect(effects).toEqual([{ type: 'media.open', media: 'video' }]);
  });

  it('has them open when it accepts, and keeps them when it is let go', () => {
    const { state, effects } = play(incoming, press, { type: 'accept', media: 'video' }, release);
    expect(state.phase).toBe('connecting');
    expect(kinds(effects).filter((kind) => kind.startsWith('media.'))).toEqual(['media.open']);
  });

  it('turns them off when it is let go without accepting', () => {
    const { state, effects } = play(incoming, press, release, release);
    expect(state).toEqual(incoming);
    expect(kinds(effects)).toEqual(['media.open', 'media.close']);
  });

  it.each([
    { type: 'decline' } as const,
    { type: 'sign-out' } as const,
    { type: 'server.ended', callId, reason: 'cancelled' } as const,
    { type: 'timer', timer: 'no-answer' } as const,
  ])('turns them off when the call ends under it by $type', (event) => {
    const { state, effects } = play(incoming, press, event, release);
    expect(state.phase).toBe('ended');
    expect(kinds(effects).filter((kind) => kind === 'media.close')).toHaveLength(1);
  });

  it('opens others where another answer is given', () => {
    const { effects } = play(incoming, press, { type: 'accept', media: 'audio' });
    expect(effects).toContainEqual({ type: 'media.open', media: 'audio' });
  });
});

describe.each(['idle', 'ended'] as const)('a button that calls, held down in %s', (phase) => {
  const resting = states[phase];
  const person = { id: 'budi', name: 'Budi', isContact: true };
  const start = { type: 'start', callId: 'call-2', person, media: 'video' } as const;

  it('opens the devices, and asks nobody anything', () => {
    const { state, effects } = play(resting, press, press);
    expect(state).toEqual({ ...resting, pressed: 'video' });
    expect(effects).toEqual([{ type: 'media.open', media: 'video' }]);
  });

  it('has them open when it calls, and keeps them when it is let go', () => {
    const { state, effects } = play(resting, press, start, release);
    expect(state.phase).toBe('outgoing');
    expect(kinds(effects).filter((kind) => kind.startsWith('media.'))).toEqual(['media.open']);
  });

  it('opens others for a call of another kind', () => {
    const { effects } = play(resting, press, { ...start, media: 'audio' });
    expect(effects).toContainEqual({ type: 'media.open', media: 'audio' });
  });

  it('turns them off when it is let go without a call', () => {
    const { state, effects } = play(resting, press, release, release);
    expect(state).toEqual(resting);
    expect(kinds(effects)).toEqual(['media.open', 'media.close']);
  });

  it('turns them off when a call comes in under it, before that one rings', () => {
    const ring = { callId: 'call-3', person, device: 'device-1', media: 'audio' } as const;
    const { state, effects } = play(resting, press, { type: 'server.incoming', ring }, release);
    expect(state).toMatchObject({ phase: 'incoming', pressed: null });
    expect(kinds(effects).slice(0, 2)).toEqual(['media.open', 'media.close']);
    expect(kinds(effects).filter((kind) => kind.startsWith('media.'))).toHaveLength(2);
  });

  it('turns them off when the person signs out under it', () => {
    const { state, effects } = play(resting, press, { type: 'sign-out' }, release);
    expect(state).toMatchObject({ phase: 'idle', pressed: null });
    expect(kinds(effects)).toEqual(['media.open', 'media.close']);
  });
});
