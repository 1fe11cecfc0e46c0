import { describe, expect, it } from 'vitest';
import type { EventOf } from './events.ts';
import { transition } from './leg.ts';
import { samples, states } from './samples.fixture.ts';

function sampleOf<T extends 'link.forged' | 'link.unfit'>(type: T): EventOf<T> {
  const found = samples.find((event): event is EventOf<T> => event.type === type);
  if (found === undefined) throw new Error(`no sample of ${type}`);
  return found;
}

const requestsOf = (effects: readonly { type: string }[]) =>
  effects.filter((effect) => effect.type === 'request');

describe.each([
  ['that its device did not sign', sampleOf('link.forged'), 'identity-mismatch'],
  ['that does not fit the own one', sampleOf('link.unfit'), 'incompatible'],
] as const)('a description %s', (_name, event, reason) => {
  it('takes an invite back', () => {
    const ringing = [{ device: event.device, link: 'connecting', hold: 'running' }] as const;
    const alone = { ...states.outgoing, ringing, asked: 1 };
    const { state, effects } = transition(alone, event);
    expect(state).toMatchObject({ phase: 'ended', reason, by: 'nobody' });
    expect(requestsOf(effects)).toMatchObject([{ name: 'call.cancel' }]);
  });

  it('stops the ringing, and tells the caller why', () => {
    const { state, effects } = transition(states.incoming, event);
    expect(state).toMatchObject({ phase: 'ended', reason, by: 'nobody' });
    expect(requestsOf(effects)).toMatchObject([{ name: 'call.decline', payload: { reason } }]);
    expect(effects).toContainEqual({ type: 'ring.stop' });
  });

  it.each(['connecting', 'active'] as const)('ends a call that is %s', (phase) => {
    const { state, effects } = transition(states[phase], event);
    expect(state).toMatchObject({ phase: 'ended', reason, by: 'nobody' });
    expect(requestsOf(effects)).toMatchObject([{ name: 'call.bye', payload: { reason } }]);
    expect(effects).toContainEqual({ type: 'links.close', farewell: reason });
  });

  it.each(['incoming', 'connecting', 'active'] as const)(
    'means nothing to a call that is %s with another device',
    (phase) => {
      const other = { ...event, device: '00000000-0000-4000-8000-00000000ffff' };
      expect(transition(states[phase], other).state).toEqual(states[phase]);
    },
  );
});

it('an answer that does not fit leaves the devices that may answer yet', () => {
  const several = { ...states.outgoing, asked: 2 };
  const { state, effects } = transition(several, sampleOf('link.unfit'));
  expect(state).toMatchObject({ phase: 'outgoing' });
  expect(effects).toContainEqual({ type: 'link.close', device: sampleOf('link.unfit').device });
  const stranger = { ...sampleOf('link.forged'), device: '00000000-0000-4000-8000-00000000ffff' };
  expect(transition(several, stranger).state).toEqual(several);
});
