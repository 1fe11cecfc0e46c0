import { beforeEach, describe, expect, it } from 'vitest';
import { ids, registered } from '../../testing/call.ts';
import { FakeSignaling, FakeStore } from '../../testing/fakes.ts';
import { createHistory } from './history.ts';
import type { HistoryEntry } from './model.ts';

let signaling: FakeSignaling;
let store: FakeStore;
const people = {
  describe: (id: string, displayName?: string) => ({
    id,
    name: displayName ?? id,
    isContact: true,
  }),
};
const make = () => createHistory({ signaling, store, people });

beforeEach(() => {
  signaling = new FakeSignaling();
  store = new FakeStore();
});

function entry(callId: string, at: number, rest: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    callId,
    peer: { id: 'budi', name: 'Budi' },
    direction: 'incoming',
    media: 'video',
    at,
    durationMs: null,
    reason: 'cancelled',
    missed: true,
    seen: false,
    ...rest,
  };
}

const missedCall = (callId: string, at: number) => ({
  callId,
  from: { id: 'eve', displayName: 'Eve', isContact: false },
  media: 'audio' as const,
  at,
});

describe('history', () => {
  it('keeps calls of each account apart, newest first, over restarts', () => {
    const history = make();
    history.open('sari');
    history.record(entry(ids.calls[0], 1));
    history.record(entry(ids.calls[1], 2));
    history.open('budi');
    expect(history.entries.value).toEqual([]);
    const next = make();
    next.open('sari');
    expect(next.entries.value.map((one) => one.callId)).toEqual([ids.calls[1], ids.calls[0]]);
    expect(next.unseenMissed.value).toBe(2);
  });

  it('takes in what was missed while nobody was there, and lets the server forget it', () => {
    const history = make();
    signaling.emit('registered', registered(0, { missed: [missedCall(ids.calls[0], 5)] }));
    signaling.emit('missed.added', missedCall(ids.calls[1], 9));
    expect(history.entries.value).toMatchObject([
      { callId: ids.calls[1], peer: { id: 'eve', name: 'Eve' }, missed: true, seen: false },
      { callId: ids.calls[0], media: 'audio' },
    ]);
    expect(signaling.asked).toEqual([
      { name: 'missed.taken', payload: { callIds: [ids.calls[0]] } },
      { name: 'missed.taken', payload: { callIds: [ids.calls[1]] } },
    ]);
  });

  it.each([
    [
      'while this device was connected',
      (callId: string) => signaling.emit('call.ended', { callId, reason: 'answered-elsewhere' }),
    ],
    [
      'while this device was away',
      (callId: string) => signaling.emit('registered', registered(0, { handled: [callId] })),
    ],
  ])('has not missed what was taken on another device %s', (_, tell) => {
    const history = make();
    history.open('sari');
    history.record(entry(ids.calls[0], 1));
    history.record(entry(ids.calls[1], 2));
    tell(ids.calls[0]);
    expect(history.unseenMissed.value).toBe(1);
    expect(history.entries.value).toMatchObject([
      { callId: ids.calls[1], missed: true, seen: false },
      { callId: ids.calls[0], missed: false, seen: true, reason: 'answered-elsewhere' },
    ]);
  });

  it('does not take in twice what it has seen itself', () => {
    const history = make();
    history.open('sari');
    history.record(entry(ids.calls[0], 5));
    signaling.emit('registered', registered(0, { missed: [missedCall(ids.calls[0], 5)] }));
    expect(history.entries.value).toHaveLength(1);
    expect(history.entries.value[0]?.reason).toBe('cancelled');
    expect(signaling.asked).toHaveLength(1);
  });

  it('does not show a call that it answered as missed, whenever the server reports it', () => {
    const history = make();
    history.open('sari');
    history.answered(ids.calls[0]);
    signaling.emit('missed.added', missedCall(ids.calls[0], 5));
    signaling.emit('registered', registered(0, { missed: [missedCall(ids.calls[1], 5)] }));
    history.answered(ids.calls[1]);
    expect(history.entries.value).toEqual([]);
  });

  it('counts missed calls until they were looked at', () => {
    const history = make();
    history.open('sari');
    history.record(entry(ids.calls[0], 1));
    history.record(entry(ids.calls[1], 2, { missed: false, seen: true, durationMs: 3 }));
    expect(history.unseenMissed.value).toBe(1);
    history.markSeen();
    expect(history.unseenMissed.value).toBe(0);
    history.record(entry(ids.calls[0], 1, { reason: 'answered-elsewhere' }));
    expect(history.unseenMissed.value).toBe(0);
  });

  it('removes one, clears all, and forgets an account', () => {
    const history = make();
    history.open('sari');
    history.record(entry(ids.calls[0], 1));
    history.record(entry(ids.calls[1], 2));
    history.remove(ids.calls[0]);
    expect(history.entries.value.map((one) => one.callId)).toEqual([ids.calls[1]]);
    history.clear();
    expect(history.entries.value).toEqual([]);
    history.forget('sari');
    expect(store.values.size).toBe(0);
  });

  it('keeps at most 500', () => {
    const history = make();
    history.open('sari');
    for (let at = 0; at < 501; at += 1) history.record(entry(crypto.randomUUID(), at));
    expect(history.entries.value).toHaveLength(500);
    expect(history.entries.value.at(-1)?.at).toBe(1);
  });

  it.each(['{', '{}', '[{"callId":1}]'])('starts anew where %s is kept', (kept) => {
    store.write('history.sari', kept);
    const history = make();
    history.open('sari');
    expect(history.entries.value).toEqual([]);
  });

  it('of two pages keeps what either has written, and each shows both', () => {
    const one = make();
    const other = createHistory({ signaling, store: new FakeStore(store), people });
    for (const history of [one, other]) history.open('sari');
    one.record(entry(ids.calls[0], 1));
    other.record(entry(ids.calls[1], 2));
    one.markSeen();
    const expected = [
      { callId: ids.calls[1], seen: true },
      { callId: ids.calls[0], seen: true },
    ];
    expect(one.entries.value).toMatchObject(expected);
    expect(other.entries.value).toMatchObject(expected);
    other.remove(ids.calls[1]);
    expect(one.entries.value).toHaveLength(1);
    other.close();
    one.clear();
    expect(other.entries.value).toHaveLength(1);
  });

  it('stops listening', () => {
    make().close();
    expect(signaling.listeners).toBe(0);
  });
});
