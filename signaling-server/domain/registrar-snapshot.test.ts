import type { EventPayload, LiveCall } from '@tatap/protocol/signaling';
import { describe, expect, it } from 'vitest';
import { type SentEvent, sortedBeside } from './registrar-snapshot.ts';

const outgoing = {
  state: 'outgoing',
  callId: 'mine',
  to: 'budi',
  media: 'video',
  invitedAt: 0,
  ringing: ['b1'],
  asked: 2,
} as const satisfies LiveCall;

const snapshotWith = (...calls: LiveCall[]) => ({ calls }) as unknown as EventPayload<'registered'>;

const incoming: SentEvent = ['call.incoming', { callId: 'theirs' }];
const ringing = (device: string): SentEvent => ['call.ringing', { callId: 'mine', device }];
const accepted: SentEvent = ['call.accepted', { callId: 'mine', device: 'b1' }];
const ended = (callId: string): SentEvent => ['call.ended', { callId, reason: 'hung-up' }];
const signal: SentEvent = ['call.signal', { callId: 'mine' }];

const after = (held: SentEvent[], ...calls: LiveCall[]) =>
  sortedBeside(snapshotWith(...calls), 'fresh', held).after;

describe('what happened while a snapshot was read', () => {
  it('is told after it where it does not show it', () => {
    const held = [incoming, ringing('b2'), accepted, ended('mine'), signal];
    expect(after([incoming])).toEqual([incoming]);
    expect(after([ringing('b2'), accepted, signal], outgoing)).toEqual(
      held.filter((_, at) => [1, 2, 4].includes(at)),
    );
    expect(after([ended('mine')], outgoing)).toEqual([ended('mine')]);
  });

  it('is not told again where it shows it', () => {
    const shown = { ...outgoing, callId: 'theirs' };
    expect(after([incoming], shown)).toEqual([]);
    expect(after([ringing('b1')], outgoing)).toEqual([]);
    expect(after([ended('mine')])).toEqual([]);
  });

  it('is not told where it is over already', () => {
    expect(after([incoming, ended('theirs')])).toEqual([]);
  });

  it('is told before it to a device that has resumed, if a call has ended', () => {
    const sorted = sortedBeside(snapshotWith(), 'resumed', [incoming, ended('theirs'), signal]);
    expect(sorted).toEqual({ before: [ended('theirs')], after: [signal] });
  });
});
