import { describe, expect, it } from 'vitest';
import { transition } from '../endpoint.ts';
import { samples, states } from './samples.fixture.ts';

const forged = samples.find((event) => event.type === 'link.forged');
if (forged === undefined) throw new Error('no sample of link.forged');

const requestsOf = (effects: readonly { type: string }[]) =>
  effects.filter((effect) => effect.type === 'request');

describe('a description that its device did not sign', () => {
  it('takes an invite back', () => {
    const { state, effects } = transition(states.outgoing, forged);
    expect(state).toMatchObject({ phase: 'ended', reason: 'identity-mismatch', by: 'nobody' });
    expect(requestsOf(effects)).toMatchObject([{ name: 'call.cancel' }]);
  });

  it('stops the ringing, and tells the caller why', () => {
    const { state, effects } = transition(states.incoming, forged);
    expect(state).toMatchObject({ phase: 'ended', reason: 'identity-mismatch', by: 'nobody' });
    expect(requestsOf(effects)).toMatchObject([
      { name: 'call.decline', payload: { reason: 'identity-mismatch' } },
    ]);
    expect(effects).toContainEqual({ type: 'ring.stop' });
  });

  it.each(['connecting', 'active'] as const)('ends a call that is %s', (phase) => {
    const { state, effects } = transition(states[phase], forged);
    expect(state).toMatchObject({ phase: 'ended', reason: 'identity-mismatch', by: 'nobody' });
    expect(requestsOf(effects)).toMatchObject([
      { name: 'call.bye', payload: { reason: 'identity-mismatch' } },
    ]);
  });

  it.each(['outgoing', 'incoming', 'connecting', 'active'] as const)(
    'means nothing to a call that is %s with another device',
    (phase) => {
      const other = { ...forged, device: '00000000-0000-4000-8000-00000000ffff' };
      expect(transition(states[phase], other).state).toEqual(states[phase]);
    },
  );
});
