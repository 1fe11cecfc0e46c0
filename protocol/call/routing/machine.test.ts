import { describe, expect, test } from 'vitest';
import type { DeviceAddress } from '../../signaling/ids.ts';
import { noAnswerMs } from '../timing.ts';
import { invite } from './machine.ts';
import {
  a1,
  a2,
  accept,
  b1,
  b2,
  b3,
  busy,
  bye,
  cancel,
  decline,
  facts,
  forged,
  ok,
  onDevices,
  over,
  refused,
  ringing,
  run,
  stranger,
} from './routing.fixture.ts';
import type { RingTargets, RoutingEvent } from './types.ts';
import { receiversOf, viewOf } from './views.ts';

describe('an invite', () => {
  test('rings every device of the callee, for 45 s', () => {
    expect(invite(facts, onDevices('b1', 'b2')).effects).toEqual([
      { type: 'start-timer', delayMs: noAnswerMs },
      { type: 'incoming', to: b1 },
      { type: 'incoming', to: b2 },
    ]);
  });

  test('of a contact who reaches nobody ends as unavailable, after its acknowledgement', () => {
    const begin = invite(facts, onDevices());
    expect(begin.effects).toEqual([{ type: 'start-timer', delayMs: 0 }]);
    expect(run(begin, { type: 'timeout' }).effects).toEqual([
      { type: 'stop-timer' },
      over(a1, 'unavailable'),
      { type: 'record-missed' },
    ]);
  });

  test.each<[string, RingTargets, boolean]>([
    ['reaches no device', onDevices(), true],
    ['rings unanswered', onDevices('b1'), true],
    ['reaches somebody who is not to be disturbed', { by: 'nobody', missed: 'recorded' }, true],
    ['is blocked', { by: 'nobody', missed: 'dropped' }, false],
  ])('of a stranger that %s looks the same to the caller', (_, targets, recorded) => {
    const begin = invite(stranger, targets);
    expect(begin.effects[0]).toEqual({ type: 'start-timer', delayMs: noAnswerMs });
    expect(viewOf(begin.state, a1)).toEqual({ as: 'outgoing', ringing: [], asked: 0 });
    expect(receiversOf(begin.state, a1, 'b1')).toBe('not-in-call');
    const end = run(begin, { type: 'timeout' });
    expect(end.effects.filter((one) => one.type === 'ended' && one.to.account === 'ana')).toEqual([
      over(a1, 'no-answer'),
    ]);
    expect(end.effects.some((one) => one.type === 'record-missed')).toBe(recorded);
  });
});

describe('while it rings', () => {
  const begin = invite(facts, onDevices('b1', 'b2'));

  test('the caller hears of each device once', () => {
    const first = run(begin, ringing(b1));
    expect(first.effects).toEqual([ok, { type: 'ringing', to: a1, device: 'b1', asked: 2 }]);
    expect(run(first, ringing(b1)).effects).toEqual([ok]);
  });

  test('a device that registered anew is announced again', () => {
    const again = run(
      begin,
      ringing(b1),
      { type: 'joined', device: 'b1', isShown: true },
      ringing(b1),
    );
    expect(again.effects).toEqual([ok, { type: 'ringing', to: a1, device: 'b1', asked: 2 }]);
  });

  test('a device that connects after its snapshot was read is told by an event', () => {
    const late = run(begin, { type: 'joined', device: 'b3', isShown: false });
    expect(late.effects).toEqual([{ type: 'incoming', to: b3 }]);
  });

  test('a device that connects later may accept', () => {
    const step = run(
      begin,
      { type: 'joined', device: 'b3', isShown: true },
      accept({ ...b1, device: 'b3' }),
    );
    expect(step.state).toMatchObject({ phase: 'accepted', calleeDevice: 'b3' });
  });

  test('the first accept wins and the others are told at once', () => {
    const won = run(begin, ringing(b1), accept(b1));
    expect(won.effects).toEqual([
      ok,
      { type: 'stop-timer' },
      over(b2, 'answered-elsewhere'),
      { type: 'accepted', to: a1, device: 'b1', media: 'audio' },
    ]);
    expect(run(won, accept(b2)).effects).toEqual([refused('answered-elsewhere')]);
    expect(run(won, accept(b1)).effects).toEqual([ok]);
  });

  test('one busy device leaves the others ringing; all busy is busy', () => {
    expect(run(begin, busy(b1)).effects).toEqual([ok]);
    expect(run(begin, busy(b1), busy(b2)).effects).toContainEqual(over(a1, 'busy'));
  });

  test('the last device that was not busy going away makes it busy', () => {
    const end = run(begin, busy(b1), { type: 'gone', from: b2 });
    expect(end.state).toMatchObject({ phase: 'ended', reason: 'busy' });
  });

  test('a decline is for all devices and carries its text', () => {
    expect(run(begin, decline(b1, 'later')).effects).toEqual([
      ok,
      { type: 'stop-timer' },
      over(b2, 'answered-elsewhere'),
      over(a1, 'declined', 'later'),
    ]);
  });

  test('a stranger is told of a decline only by a text', () => {
    const silent = run(invite(stranger, onDevices('b1', 'b2')), ringing(b1), decline(b1));
    expect(silent.effects).toEqual([ok, over(b2, 'answered-elsewhere')]);
    expect(run(silent, { type: 'timeout' }).effects).toEqual([
      { type: 'stop-timer' },
      over(a1, 'no-answer'),
    ]);
    const said = run(invite(stranger, onDevices('b1')), decline(b1, 'who is it?'));
    expect(said.effects).toContainEqual(over(a1, 'declined', 'who is it?'));
  });

  test.each<[string, RoutingEvent]>([
    ['cancelled', cancel(a1)],
    ['left by a caller whose device is gone', { type: 'gone', from: a1 }],
  ])('a call %s is missed', (_, event) => {
    const { state, effects } = run(begin, event);
    expect(state).toMatchObject({ phase: 'ended', reason: 'cancelled' });
    expect(effects).toContainEqual(over(b1, 'cancelled'));
    expect(effects).toContainEqual({ type: 'record-missed' });
  });

  test('an invite in return joins the call, also where no device rings', () => {
    const glare: RoutingEvent = { type: 'glare', from: b2, media: 'audio', at: 7 };
    expect(run(begin, glare).effects).toContainEqual(over(b1, 'answered-elsewhere'));
    const notRinging = invite(facts, { by: 'nobody', missed: 'recorded' });
    expect(run(notRinging, glare).state).toMatchObject({ phase: 'accepted', calleeDevice: 'b2' });
  });

  test('blocking silences it and the caller cannot tell', () => {
    const blocked = run(begin, ringing(b1), { type: 'blocked' });
    expect(blocked.effects.every((one) => one.type === 'ended' && one.to.account === 'budi')).toBe(
      true,
    );
    expect(receiversOf(blocked.state, a1, 'b1')).toBe('drop-silently');
    expect(run(blocked, { type: 'timeout' }).effects).toEqual([
      { type: 'stop-timer' },
      over(a1, 'no-answer'),
    ]);
  });

  test.each<[string, RoutingEvent]>([
    ['accept of the caller itself', accept(a1)],
    ['accept of the caller’s other device', accept(a2)],
    ['accept of a device that does not ring', accept({ ...b1, device: 'b9' })],
    ['cancel of the caller’s other device', cancel(a2)],
    ['cancel of the callee', cancel(b1)],
    ['decline of the caller', decline(a1)],
    ['ringing of the caller', ringing(a1)],
  ])('%s is refused', (_, event) => {
    expect(run(begin, event)).toEqual({ state: begin.state, effects: [refused('not-in-call')] });
  });
});

describe('once accepted', () => {
  const talking = run(invite(facts, onDevices('b1', 'b2')), ringing(b1), accept(b1));

  test('either side ends it for the other', () => {
    expect(run(talking, bye(a1)).effects).toEqual([ok, over(b1, 'hung-up')]);
    expect(run(talking, bye(b1)).effects).toEqual([ok, over(a1, 'hung-up')]);
    expect(run(talking, bye(b1), bye(a1)).effects).toEqual([ok]);
  });

  test('a stranger’s call is not ended by a bye while it rings: no link can have carried it', () => {
    const begin = run(invite(stranger, onDevices('b1')), ringing(b1));
    expect(run(begin, bye(b1))).toEqual({ state: begin.state, effects: [refused('not-in-call')] });
  });

  test('a missed call that a device of the callee hangs up was taken by it', () => {
    const missed = run(invite(facts, onDevices('b1', 'b2')), { type: 'timeout' });
    const taken = run(missed, bye(b1));
    expect(taken.effects).toEqual([ok, { type: 'take-missed', device: 'b1' }]);
    expect(run(taken, bye(b1)).effects).toEqual([ok]);
    expect(run(missed, bye(a1))).toEqual({ state: missed.state, effects: [ok] });
  });

  test('a cancel that crossed the accept ends it', () => {
    expect(run(talking, cancel(a1)).effects).toEqual([ok, over(b1, 'hung-up')]);
  });

  test('a device that is gone ends it for the other, any other device does not', () => {
    expect(run(talking, { type: 'gone', from: b1 }).effects).toEqual([over(a1, 'gone')]);
    expect(run(talking, { type: 'gone', from: b2 })).toEqual({ state: talking.state, effects: [] });
  });

  test('signals pass between the two devices and no other', () => {
    expect(receiversOf(talking.state, a1, 'b1')).toEqual([b1]);
    expect(receiversOf(talking.state, b1, 'a1')).toEqual([a1]);
    expect(receiversOf(talking.state, a1, 'b2')).toBe('not-in-call');
    expect(receiversOf(talking.state, b2, 'a1')).toBe('not-in-call');
    expect(receiversOf(talking.state, a2, 'b1')).toBe('not-in-call');
    expect(receiversOf(run(talking, bye(a1)).state, a1, 'b1')).toBe('call-over');
  });

  test('an offer for whichever device rings first passes to those that were asked, from the caller', () => {
    const begin = invite(facts, onDevices('b1', 'b2'));
    const to = (routed: typeof begin, from: DeviceAddress) => receiversOf(routed.state, from, null);
    expect(to(begin, a1)).toEqual([b1, b2]);
    expect(to(run(begin, ringing(b1)), a1)).toEqual([b1, b2]);
    expect(to(run(begin, busy(b1)), a1)).toEqual([b2]);
    expect(to(begin, a2)).toBe('not-in-call');
    expect(to(begin, b1)).toBe('not-in-call');
    expect(to(talking, a1)).toEqual([b1]);
    expect(to(run(talking, bye(a1)), a1)).toBe('call-over');
    expect(to(invite(facts, onDevices()), a1)).toBe('drop-silently');
    for (const targets of [onDevices('b1'), onDevices()]) {
      expect(to(invite(stranger, targets), a1)).toBe('not-in-call');
    }
  });

  test('strangers exchange signals from accept on', () => {
    const state = run(invite(stranger, onDevices('b1')), ringing(b1));
    expect(receiversOf(state.state, a1, 'b1')).toBe('not-in-call');
    expect(receiversOf(run(state, accept(b1)).state, a1, 'b1')).toEqual([b1]);
  });
});

describe('an offer that the caller did not sign', () => {
  test('is declined for that reason, to a contact', () => {
    const begin = run(invite(facts, onDevices('b1')), ringing(b1));
    expect(run(begin, forged(b1)).effects).toContainEqual(over(a1, 'identity-mismatch'));
  });

  test('tells a stranger nothing', () => {
    const begin = run(invite(stranger, onDevices('b1')), ringing(b1));
    expect(run(begin, forged(b1)).effects).toEqual([ok]);
  });
});
