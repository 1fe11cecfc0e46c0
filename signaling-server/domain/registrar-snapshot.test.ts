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

describe('an event during the read of a snapshot', () => {
  it('is sent after the snapshot if the snapshot does not include it', () => {
    const held = [incoming, ringing('b2'), accepted, ended('mine'), signal];
    expect(after([incoming])).toEqual([incoming]);
    expect(after([ringing('b2'), accepted, signal], outgoing)).toEqual(
      held.filter((_, at) => [1, 2, 4].includes(at)),
    );
    expect(after([ended('mine')], outgoing)).toEqual([ended('mine')]);
  });

  it('is not sent again if the snapshot includes it', () => {
    const shown = { ...outgoing, callId: 'theirs' };
    expect(after([incoming], shown)).toEqual([]);
    expect(after([ringing('b1')], outgoing)).toEqual([]);
    expect(after([ended('mine')])).toEqual([]);
  });

  it('is not sent if its call has ended already', () => {
    expect(after([incoming, ended('theirs')])).toEqual([]);
  });

  it('is sent before the snapshot to a resumed device if it ends a call', () => {
    const sorted = sortedBeside(snapshotWith(), 'resumed', [incoming, ended('theirs'), signal]);
    expect(sorted).toEqual({ before: [ended('theirs')], after: [signal] });
  });
});
