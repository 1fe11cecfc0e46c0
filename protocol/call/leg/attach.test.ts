import { describe, expect, it } from 'vitest';
import { kinds, play } from './play.fixture.ts';
import { reconcile } from './reconcile.ts';
import { states } from './samples.fixture.ts';
import type { LegState } from './state.ts';

const callId = 'call-1';
const device = 'device-1';
const { active } = states;
if (active.phase !== 'active') throw new Error('the sample has changed');
const lost: LegState = { ...active, health: { state: 'lost', since: 1_000_100 } };

const attach = {
  type: 'attach',
  claim: { callId, peer: { account: 'budi', device }, side: 'caller', media: 'video' },
} as const;
const forgotten = { calls: [], handled: [], at: 1_000_500 } as const;

describe('a device whose call the server has given up', () => {
  it.each([
    ['with its link up', active],
    ['while its link is being mended', lost],
  ])('brings it back, %s', (_, state) => {
    if (state.phase !== 'active') throw new Error('the sample has changed');
    expect(reconcile(state, undefined, forgotten)).toEqual({ state, effects: [attach] });
  });

  it.each(['gone', 'no-answer'] as const)(
    'attaches the call again when the server ends it with %s',
    (reason) => {
      expect(play(active, { type: 'server.ended', callId, reason })).toEqual({
        state: active,
        effects: [attach],
      });
    },
  );

  it('says as the called side that it is the called side', () => {
    const { effects } = reconcile({ ...active, side: 'callee' }, undefined, forgotten);
    expect(effects).toMatchObject([{ claim: { side: 'callee' } }]);
  });

  it('says the same when the other device has attached', () => {
    const asked = { type: 'server.attaching', callId } as const;
    expect(play(active, { ...asked, device }).effects).toEqual([attach]);
    expect(play(active, { ...asked, device: 'device-2' }).effects).toEqual([]);
  });

  it('says again what was lost on the way', () => {
    const { effects } = play(active, { type: 'attach.refused', callId, code: 'timeout' });
    expect(effects).toEqual([attach]);
  });

  it.each([
    { type: 'attach.acknowledged', callId, outcome: 'running' },
    { type: 'server.attached', callId },
  ] as const)('mends its link, and counts the answer as agreed, on $type', (event) => {
    const talking: LegState = { ...lost, answer: { state: 'heard' } };
    const { state, effects } = play(talking, event);
    expect(effects).toEqual([{ type: 'links.mend' }]);
    expect(state).toMatchObject({ answer: { state: 'confirmed' } });
  });

  it('goes on while it waits for the other one, and after a refusal', () => {
    const waiting = { type: 'attach.acknowledged', callId, outcome: 'waiting' } as const;
    expect(play(active, waiting)).toEqual({ state: active, effects: [] });
    for (const code of ['call-over', 'not-in-call', 'unreachable', 'forbidden'] as const) {
      expect(play(active, { type: 'attach.refused', callId, code }).state).toBe(active);
    }
  });

  it('ends where neither the other device nor the server has the call any more', () => {
    const { state, effects } = play(lost, { type: 'attach.refused', callId, code: 'call-over' });
    expect(state).toMatchObject({ phase: 'ended', reason: 'connection-lost' });
    expect(kinds(effects)).toContain('media.close');
  });
});
