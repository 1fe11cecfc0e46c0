import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Holdings } from '../leg/holdings.fixture.ts';
import { budi, sari, states } from '../leg/samples.fixture.ts';
import type { LegId } from '../leg/state.ts';
import { anyEvent, meeting } from './any-event.fixture.ts';
import { manage } from './calls.ts';
import { manageAll, withLegs } from './play.fixture.ts';
import {
  type CallsEffect,
  type CallsEvent,
  callInFront,
  type DeviceCalls,
  isAside,
  isLive,
  legsOf,
  noCalls,
} from './state.ts';

/** What a runner would hold for each leg. */
class AllHoldings {
  readonly #legs = new Map<LegId, Holdings>();

  perform(effects: readonly CallsEffect[]): void {
    for (const effect of effects) {
      if (effect.leg === null) continue;
      const holdings = this.#legs.get(effect.leg) ?? new Holdings();
      this.#legs.set(effect.leg, holdings);
      holdings.perform([effect]);
    }
  }

  /** Fails where a leg lacks something, or holds more than it needs, or another one is there. */
  check(state: DeviceCalls): void {
    const legs = legsOf(state);
    for (const leg of legs) this.#legs.get(leg.leg)?.check(leg);
    for (const [id, { media, links, timers, ringing }] of this.#legs) {
      if (legs.some(({ leg }) => leg === id)) continue;
      expect({ media, ringing, held: links.size + timers.size }).toEqual({
        media: 'closed',
        ringing: null,
        held: 0,
      });
    }
  }
}

/** A call that is held by this side: another one may begin. */
const untilHeld: readonly CallsEvent[] = (
  [
    { type: 'start', callId: 'call-9', person: budi, media: 'video' },
    { type: 'server.ringing', callId: 'call-9', device: 'device-2', asked: 1 },
    { type: 'link.connected', leg: 0, device: 'device-2' },
    { type: 'server.accepted', callId: 'call-9', device: 'device-2' },
    { type: 'hold', callId: 'call-9', state: 'held' },
  ] as const
).map((input) => ({ ...input, at: 1_000_000 }));
const anyEvents = fc
  .tuple(fc.constantFrom([], untilHeld), fc.array(anyEvent, { maxLength: 60 }))
  .map((parts) => parts.flat());

describe('any history of events', () => {
  it('holds for each leg exactly what its phase needs, and one call at most is not held', () => {
    let several = 0;
    fc.assert(
      fc.property(anyEvents, (events) => {
        const holdings = new AllHoldings();
        let state = noCalls;
        for (const event of events) {
          const step = manage(state, meeting(state, event));
          holdings.perform(step.effects);
          state = step.state;
          holdings.check(state);
          const live = legsOf(state).filter(isLive);
          if (live.length > 1) several += 1;
          expect(live.filter((leg) => !isAside(leg)).length).toBeLessThanOrEqual(1);
          expect(legsOf(state).length - live.length).toBeLessThanOrEqual(1);
          expect(new Set(live.map(({ callId }) => callId)).size).toBe(live.length);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(several).toBeGreaterThan(100);
  });

  it('ends every call from wherever it is when the person signs out', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const state = [...events, { type: 'sign-out', at: 2_000_000 } as const].reduce(
          (so, event) => manage(so, meeting(so, event)).state,
          noCalls,
        );
        expect(legsOf(state).filter(isLive)).toEqual([]);
      }),
    );
  });
});

const start = (callId: string, person = sari) =>
  ({ type: 'start', callId, person, media: 'video' }) as const;
const hold = (callId: string, state: 'held' | 'running') =>
  ({ type: 'hold', callId, state }) as const;
const phases = ({ legs }: ReturnType<typeof manageAll>) => legs.map(({ phase }) => phase);

/** The first call is held, and the second has been answered. */
function two() {
  return manageAll(
    withLegs(states.active),
    hold('call-1', 'held'),
    start('call-2'),
    { type: 'server.ringing', callId: 'call-2', device: 'device-3', asked: 1 },
    { type: 'link.connected', leg: 10, device: 'device-3' },
    { type: 'server.accepted', callId: 'call-2', device: 'device-3' },
  );
}

describe('two calls of one device', () => {
  it('are placed while the first is held, and not before', () => {
    expect(phases(manageAll(withLegs(states.active), start('call-2')))).toEqual(['active']);
    expect(phases(two())).toEqual(['held', 'active']);
  });

  it('are with two people: nobody is called who is held already', () => {
    const again = manageAll(withLegs(states.active), hold('call-1', 'held'), start('call-2', budi));
    expect(phases(again)).toEqual(['held']);
  });

  it('stay two where the server takes the second for the first', () => {
    const begun = manageAll(withLegs(states.active), hold('call-1', 'held'), start('call-2'));
    const result = { outcome: 'accepted', callId: 'call-1', peer: 'device-1' } as const;
    const joined = manageAll(begun.state, {
      type: 'invite.acknowledged',
      callId: 'call-2',
      result,
    });
    expect(phases(joined)).toEqual(['held', 'ended']);
  });

  it('have effects of their own', () => {
    const { effects } = two();
    const opened = effects.filter(({ type }) => type === 'media.open');
    expect(opened).toEqual([{ type: 'media.open', media: 'video', leg: 10 }]);
    expect(effects).toContainEqual({ type: 'media.hold', state: 'held', leg: 1 });
  });

  it('change places when the person goes on with the held one', () => {
    const changed = manageAll(two().state, hold('call-1', 'running'));
    expect(phases(changed)).toEqual(['active', 'held']);
    expect(changed.effects.map(({ type, leg }) => `${leg} ${type}`)).toEqual([
      '10 media.hold',
      '10 link.hold',
      '1 media.hold',
      '1 link.hold',
    ]);
  });

  it('stay as they are while the second rings', () => {
    const begun = manageAll(withLegs(states.active), hold('call-1', 'held'), start('call-2'));
    expect(phases(manageAll(begun.state, hold('call-1', 'running')))).toEqual(['held', 'outgoing']);
  });

  it('end one by one: the other is still there', () => {
    const ended = manageAll(two().state, { type: 'hang-up', callId: 'call-2' });
    expect(phases(ended)).toEqual(['held', 'ended']);
    expect(callInFront(ended.state)?.id).toBe('call-2');
    const left = manageAll(ended.state, { type: 'dismiss' });
    expect(callInFront(left.state)?.id).toBe('call-1');
    expect(phases(manageAll(left.state, hold('call-1', 'running')))).toEqual(['active']);
  });

  it('are both brought back to a server that was restarted', () => {
    const { effects } = manageAll(two().state, {
      type: 'server.registered',
      calls: [],
      handled: [],
    });
    expect(effects).toMatchObject([
      { type: 'attach', claim: { callId: 'call-1' } },
      { type: 'attach', claim: { callId: 'call-2' } },
    ]);
  });

  it('are busy to a third', () => {
    const ring = { callId: 'call-3', person: budi, device: 'device-2', media: 'video' } as const;
    const { effects, legs } = manageAll(two().state, { type: 'server.incoming', ring });
    expect(legs).toHaveLength(2);
    expect(effects).toEqual([
      { type: 'request', name: 'call.busy', payload: { callId: 'call-3' }, leg: null },
    ]);
  });
});

describe('a device that is asked for a call', () => {
  const asked = { type: 'server.attaching', callId: 'call-1', device: 'device-1' } as const;
  const bye = { name: 'call.bye', payload: { callId: 'call-1', reason: 'hung-up' } };

  it('refuses one that it has ended, also while it is in another', () => {
    const over = manageAll(withLegs(states.active), { type: 'hang-up', callId: 'call-1' });
    expect(manageAll(over.state, asked).effects).toMatchObject([bye]);
    expect(manageAll(over.state, start('call-2'), asked).effects.at(-1)).toMatchObject(bye);
  });

  it.each([
    ['that rang out here', { type: 'server.ended', callId: 'call-1', reason: 'no-answer' }],
    ['that was declined here', { type: 'decline', callId: 'call-1' }],
  ] as const)('says nothing about one %s', (_, ending) => {
    const over = manageAll(withLegs(states.incoming), ending);
    expect(phases(over)).toEqual(['ended']);
    expect(manageAll(over.state, asked).effects).toEqual([]);
  });

  it('says nothing about one that it was not in', () => {
    for (const leg of Object.values(states)) {
      expect(manageAll(withLegs(leg), { ...asked, callId: 'call-9' }).effects).toEqual([]);
    }
  });
});

describe('the roster of calls that cross', () => {
  it('is one call once the server has joined them, and rings where it does not', () => {
    const ring = { callId: 'call-9', person: sari, device: 'device-9', media: 'video' } as const;
    const crossed = manageAll(noCalls, start('call-1'), { type: 'server.incoming', ring });
    const result = { outcome: 'accepted', callId: 'call-9', peer: 'device-9' } as const;
    const joined = manageAll(crossed.state, {
      type: 'invite.acknowledged',
      callId: 'call-1',
      result,
    });
    expect(joined.state.calls).toMatchObject([{ id: 'call-9', legs: [{ leg: 1 }] }]);
    const refused = manageAll(crossed.state, {
      type: 'invite.refused',
      callId: 'call-1',
      code: 'internal',
    });
    expect(refused.legs).toMatchObject([{ phase: 'incoming', callId: 'call-9', leg: 2 }]);
  });
});
