import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceAddress } from '../../signaling/ids.ts';
import { attachWaitMs } from '../timing.ts';
import { attach, attachableOf } from './attach.ts';
import { invite } from './machine.ts';
import {
  a1,
  a2,
  accept,
  b1,
  b2,
  bye,
  cancel,
  facts,
  ok,
  onDevices,
  over,
  refused,
  run,
} from './routing.fixture.ts';
import type { EndedCall, RoutingEvent } from './types.ts';
import { receiversOf, viewOf } from './views.ts';

const attaches = (from: DeviceAddress, peer: string): RoutingEvent => ({
  type: 'attach',
  from,
  peer,
  at: 9,
});

describe('one device that attaches', () => {
  const begin = attach(facts, 'b1', a1);

  test('has the other one asked, and waits no longer than 30 s', () => {
    expect(begin.effects).toEqual([
      ok,
      { type: 'attaching', to: b1, by: a1 },
      { type: 'start-timer', delayMs: attachWaitMs },
    ]);
    expect(run(begin, { type: 'timeout' })).toEqual({
      state: { phase: 'ended', call: facts, reason: 'gone', missed: false },
      effects: [{ type: 'stop-timer' }, { type: 'forget' }],
    });
  });

  test('leaves the call as it had ended where the other one does not answer', () => {
    const before: EndedCall = { phase: 'ended', call: facts, reason: 'no-answer', missed: true };
    expect(run(attach(facts, 'b1', a1, before), { type: 'timeout' })).toEqual({
      state: before,
      effects: [{ type: 'stop-timer' }],
    });
  });

  test('is granted nothing: no signal passes, and the call is in no snapshot', () => {
    for (const [from, to] of [
      [a1, 'b1'],
      [b1, 'a1'],
    ] as const) {
      expect(receiversOf(begin.state, from, to)).toBe('call-over');
      expect(receiversOf(begin.state, from, null)).toBe('call-over');
      expect(viewOf(begin.state, from)).toEqual({ as: 'nothing' });
    }
  });

  test('may say it again, and the other one is asked again', () => {
    expect(run(begin, attaches(a1, 'b1'))).toEqual({
      state: begin.state,
      effects: [ok, { type: 'attaching', to: b1, by: a1 }],
    });
  });

  test.each<[string, RoutingEvent]>([
    ['a third device of the callee', attaches(b2, 'a1')],
    ['a third device of the caller', attaches(a2, 'b1')],
    ['the other device, about a call with a third one', attaches(b1, 'a2')],
    ['the same device, about a call with a third one', attaches(a1, 'b2')],
  ])('is not joined by %s', (_, event) => {
    expect(run(begin, event)).toEqual({ state: begin.state, effects: [refused('not-in-call')] });
  });

  test('hears that it is over from a device that has ended the call', () => {
    expect(run(begin, bye(b1)).effects).toEqual([ok, { type: 'stop-timer' }, over(a1, 'hung-up')]);
    expect(run(begin, bye(a1)).effects).toEqual([ok, { type: 'stop-timer' }]);
    expect(run(begin, bye(b2)).effects).toEqual([refused('not-in-call')]);
  });
});

describe('two devices that attach', () => {
  test.each([
    ['the caller', attach(facts, 'b1', a1), attaches(b1, 'a1'), a1],
    ['the callee', attach(facts, 'b1', b1), attaches(a1, 'b1'), b1],
  ] as const)('have their call again, %s first', (_, begin, second, first) => {
    const joined = run(begin, second);
    expect(joined.state).toMatchObject({ phase: 'accepted', calleeDevice: 'b1', acceptedAt: 9 });
    expect(joined.effects).toEqual([
      ok,
      { type: 'stop-timer' },
      { type: 'attached', to: first },
      { type: 'take-missed', device: 'b1' },
    ]);
    expect(receiversOf(joined.state, a1, 'b1')).toEqual([b1]);
    expect(viewOf(joined.state, b1)).toEqual({ as: 'accepted', peer: a1 });
    expect(run(joined, attaches(a1, 'b1')).effects).toEqual([ok]);
    expect(run(joined, bye(a1)).effects).toEqual([ok, over(b1, 'hung-up')]);
  });

  test('say the same: no order of attaches makes a call of anything else', () => {
    const device = fc.constantFrom('a1', 'a2', 'b1', 'b2');
    const any = fc
      .tuple(fc.constantFrom(a1, a2, b1, b2), device)
      .map(([from, peer]) => attaches(from, peer));
    fc.assert(
      fc.property(fc.array(any), (events) => {
        const begin = attach(facts, 'b1', b1);
        const { state } = run(begin, ...events);
        const said = events.some(
          (event) => event.type === 'attach' && event.from === a1 && event.peer === 'b1',
        );
        expect(state.phase).toBe(said ? 'accepted' : 'attaching');
      }),
    );
  });
});

describe('a call that may be brought back', () => {
  const ringing = invite(facts, onDevices('b1'));
  const talking = run(ringing, accept(b1));

  test.each([
    ['was given up because a device was out of sight', run(talking, { type: 'gone', from: b1 })],
    ['ended unanswered for the server', run(ringing, { type: 'timeout' })],
  ])('%s', (_, { state }) => expect(attachableOf(state)).toBe('given-up'));

  test.each([
    ['call-over', 'was hung up', run(talking, bye(b1))],
    ['call-over', 'was cancelled', run(ringing, cancel(a1))],
    ['call-over', 'was ended because one blocked the other', run(talking, { type: 'blocked' })],
    ['not-in-call', 'still rings', ringing],
    ['known', 'runs', talking],
  ] as const)('is none (%s) that %s', (answer, _, { state }) => {
    expect(attachableOf(state)).toBe(answer);
  });
});
