import { describe, expect, it } from 'vitest';
import { states } from '../leg/samples.fixture.ts';
import type { Ring } from '../leg/state.ts';
import { manageAll, withLegs } from './play.fixture.ts';

const eve = { id: 'eve', name: 'Eve', isContact: false };
const second: Ring = { callId: 'call-9', person: eve, device: 'device-9', media: 'audio' };
const rings = { type: 'server.incoming', ring: second } as const;
const ended = (reason: 'answered-elsewhere' | 'declined' | 'cancelled' | 'no-answer' | 'busy') =>
  ({ type: 'server.ended', callId: 'call-9', reason }) as const;
const records = ({ effects }: ReturnType<typeof manageAll>) =>
  effects.flatMap((effect) => (effect.type === 'record' ? [effect.record] : []));

describe.each(['outgoing', 'incoming', 'connecting', 'active', 'held'] as const)(
  'while %s',
  (phase) => {
    const begin = withLegs(states[phase]);

    it('writes nothing down before it is known what became of a second call', () => {
      const step = manageAll(begin, rings);
      expect(step.effects).toEqual([
        { type: 'request', name: 'call.busy', payload: { callId: 'call-9' }, leg: null },
      ]);
    });

    it.each(['cancelled', 'no-answer', 'busy'] as const)(
      'has missed it when it ends %s',
      (reason) => {
        const step = manageAll(begin, rings, ended(reason));
        expect(records(step)).toMatchObject([{ callId: 'call-9', missed: true, reason: 'busy' }]);
        expect(step.legs).toMatchObject([{ phase }]);
        expect(step.state.memory.busyTo).toEqual([]);
      },
    );

    it.each(['answered-elsewhere', 'declined'] as const)('has not when it was %s', (reason) => {
      expect(records(manageAll(begin, rings, ended(reason)))).toMatchObject([
        { missed: false, reason },
      ]);
    });
  },
);

describe('a second call that ends after the first', () => {
  it('is still written down', () => {
    const over = manageAll(withLegs(states.active), rings, { type: 'hang-up', callId: 'call-1' });
    expect(over.state).toMatchObject({
      calls: [{ legs: [{ phase: 'ended' }] }],
      memory: { busyTo: [{ callId: 'call-9' }] },
    });
    expect(records(manageAll(over.state, ended('no-answer')))).toMatchObject([{ missed: true }]);
  });

  it('is forgotten when the person signs out', () => {
    expect(manageAll(withLegs(states.active), rings, { type: 'sign-out' }).state).toMatchObject({
      calls: [{ legs: [{ phase: 'ended' }] }],
      memory: { busyTo: [] },
    });
  });
});

describe('a snapshot after an absence', () => {
  const snapshot = (handled: string[]) =>
    ({ type: 'server.registered', calls: [], handled }) as const;

  it.each([
    ['missed', [], true],
    ['taken elsewhere', ['call-9'], false],
  ] as const)('says that a second call was %s', (_, handled, missed) => {
    const step = manageAll(withLegs(states.active), rings, snapshot([...handled]));
    expect(records(step)).toMatchObject([{ callId: 'call-9', missed }]);
  });

  it.each([
    ['missed', [], 'no-answer', true],
    ['taken elsewhere', ['call-1'], 'answered-elsewhere', false],
  ] as const)('says that a call that rang here was %s', (_, handled, reason, missed) => {
    const step = manageAll(withLegs(states.incoming), snapshot([...handled]));
    expect(records(step)).toMatchObject([{ callId: 'call-1', reason, missed }]);
  });
});

describe('a call that the own invite became, and that is over already', () => {
  it('does not begin when the acknowledgement comes after its end', () => {
    const { outgoing } = states;
    if (outgoing.phase !== 'outgoing') throw new Error('the sample has changed');
    const begin = withLegs({ ...outgoing, invite: 'sent' });
    const ring: Ring = { ...second, person: outgoing.person };
    const step = manageAll(
      begin,
      { type: 'server.incoming', ring },
      { type: 'server.ended', callId: 'call-9', reason: 'hung-up' },
      {
        type: 'invite.acknowledged',
        callId: 'call-1',
        result: { outcome: 'accepted', callId: 'call-9', peer: 'device-9' },
      },
    );
    expect(step.legs).toMatchObject([{ phase: 'ended', reason: 'hung-up', by: 'peer' }]);
  });
});
