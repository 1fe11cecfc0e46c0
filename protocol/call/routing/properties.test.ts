import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attach } from './attach.ts';
import { invite, route } from './machine.ts';
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
  onDevices,
  ringing,
  stranger,
} from './routing.fixture.ts';
import type { RingTargets, RoutingEvent, RoutingState } from './types.ts';
import { viewOf } from './views.ts';

describe('whatever happens', () => {
  const party = fc.constantFrom(a1, a2, b1, b2, b3);
  const event: fc.Arbitrary<RoutingEvent> = fc.oneof(
    party.map(ringing),
    party.map(busy),
    party.map(accept),
    party.map(cancel),
    party.map(bye),
    fc.tuple(party, fc.option(fc.constant('no'), { nil: undefined })).map((a) => decline(...a)),
    party.map((from): RoutingEvent => ({ type: 'glare', from, media: 'audio', at: 7 })),
    fc
      .tuple(party, fc.constantFrom('a1', 'b1', 'b2'))
      .map(([from, peer]): RoutingEvent => ({ type: 'attach', from, peer, at: 7 })),
    party.map((from): RoutingEvent => ({ type: 'gone', from })),
    fc
      .constantFrom('b1', 'b2', 'b3')
      .map((device): RoutingEvent => ({ type: 'joined', device, isShown: true })),
    fc.constantFrom<RoutingEvent>({ type: 'blocked' }, { type: 'timeout' }),
  );
  const invited = fc
    .tuple(
      fc.constantFrom(facts, stranger),
      fc.oneof(
        fc.subarray(['b1', 'b2']).map((devices) => onDevices(...devices)),
        fc.constantFrom<RingTargets>(
          { by: 'nobody', missed: 'recorded' },
          { by: 'nobody', missed: 'dropped' },
        ),
      ),
    )
    .map((args) => invite(...args));
  const attached = fc.constantFrom(a1, b1).map((by) => attach(facts, 'b1', by));
  const begin = fc.oneof({ weight: 3, arbitrary: invited }, { weight: 1, arbitrary: attached });

  const order: Record<RoutingState['phase'], number> = {
    ringing: 0,
    'not-ringing': 1,
    attaching: 1,
    accepted: 2,
    ended: 3,
  };

  test('the call moves forward only, and every request is acknowledged exactly once', () => {
    fc.assert(
      fc.property(begin, fc.array(event), (first, events) => {
        let { state } = first;
        for (const event of events) {
          const next = route(state, event);
          const acknowledged = next.effects.filter((one) => one.type === 'acknowledge').length;
          const asked = 'from' in event && event.type !== 'gone';
          expect(acknowledged).toBe(asked ? 1 : 0);
          expect(order[next.state.phase]).toBeGreaterThanOrEqual(order[state.phase]);
          if (state.phase === 'ended') {
            const missed = state.missed && next.state.phase === 'ended' && next.state.missed;
            expect(next.state).toEqual({ ...state, missed });
          }
          state = next.state;
        }
      }),
    );
  });

  test('a device is told that the call is over exactly when it is over for it', () => {
    const devices = [a1, b1, b2, b3];
    fc.assert(
      fc.property(invited, fc.array(event), (first, events) => {
        let { state } = first;
        for (const event of [...events, cancel(a1)]) {
          const next = route(state, event);
          for (const device of devices) {
            const was = viewOf(state, device).as !== 'nothing';
            const is = viewOf(next.state, device).as !== 'nothing';
            const told = next.effects.filter(
              (one) => one.type === 'ended' && one.to.device === device.device,
            ).length;
            const itself = 'from' in event && event.from.device === device.device;
            if (!was || is) expect(told).toBe(0);
            else if (!itself) expect(told).toBe(1);
          }
          state = next.state;
        }
        expect(state.phase).toBe('ended');
      }),
    );
  });

  test('the timer is stopped when the waiting ends, and not before', () => {
    fc.assert(
      fc.property(begin, fc.array(event), (first, events) => {
        const waits = ({ phase }: RoutingState) =>
          phase === 'ringing' || phase === 'not-ringing' || phase === 'attaching';
        let { state } = first;
        for (const event of [...events, cancel(a1)]) {
          const next = route(state, event);
          const stops = next.effects.some((one) => one.type === 'stop-timer');
          expect(stops).toBe(waits(state) && !waits(next.state));
          state = next.state;
        }
      }),
    );
  });

  test('a stranger sees nothing before the end but an accept', () => {
    fc.assert(
      fc.property(fc.array(event), (events) => {
        let { state } = invite(stranger, onDevices('b1', 'b2'));
        for (const event of events) {
          if (event.type === 'timeout' || event.type === 'cancel' || event.type === 'bye') continue;
          if (event.type === 'gone' || (event.type === 'decline' && event.text)) continue;
          const next = route(state, event);
          if (next.state.phase === 'ringing' || next.state.phase === 'not-ringing') {
            expect(viewOf(next.state, a1)).toEqual({ as: 'outgoing', ringing: [], asked: 0 });
            expect(
              next.effects.filter(
                (one) =>
                  one.type === 'ringing' || (one.type === 'ended' && one.to.account === 'ana'),
              ),
            ).toEqual([]);
          }
          state = next.state;
        }
        expect(state.phase === 'ended' && state.reason !== 'hung-up').toBe(false);
      }),
    );
  });
});
