import { type EndReason, endReasons } from '@tatap/protocol/call';
import { ackCodes } from '@tatap/protocol/signaling';
import { describe, expect, it } from 'vitest';
import { actDismissMs, autoDismissMs, type Ended, endingOf } from './ending.ts';

const ended = (change: Partial<Ended>): Ended => ({
  phase: 'ended',
  callId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  peer: { id: 'budi', name: 'Budi', isContact: true },
  media: 'video',
  direction: 'outgoing',
  reason: 'hung-up',
  by: 'self',
  text: null,
  durationMs: null,
  refusal: null,
  ...change,
});

const allReasons = Object.keys(endReasons) as EndReason[];

describe('endingOf', () => {
  it.each<[string, Partial<Ended>, string]>([
    ['my hanging up', { reason: 'hung-up', by: 'self' }, 'endedByYou'],
    ['their hanging up', { reason: 'hung-up', by: 'peer' }, 'endedByPeer'],
    ['a call I gave up', { reason: 'cancelled', by: 'self' }, 'cancelled'],
    ['a call they gave up', { reason: 'cancelled', by: 'peer', direction: 'incoming' }, 'missed'],
    ['a call I left ringing', { reason: 'no-answer', direction: 'incoming' }, 'missed'],
    ['a call they left ringing', { reason: 'no-answer', by: 'nobody' }, 'noAnswer'],
    ['their declining', { reason: 'declined', by: 'peer' }, 'declined'],
    ['my declining', { reason: 'declined', by: 'self', direction: 'incoming' }, 'declinedByYou'],
    ['their being in a call', { reason: 'busy', by: 'peer' }, 'busy'],
    ['my being in a call', { reason: 'busy', direction: 'incoming' }, 'busyHere'],
    ['a lost link', { reason: 'connection-lost', by: 'nobody' }, 'connectionLost'],
    ['an unknown ID', { reason: 'refused', refusal: 'unknown-account' }, 'unknownAccount'],
    ['a closed door', { reason: 'refused', refusal: 'contacts-only' }, 'contactsOnly'],
    ['a server out of reach', { reason: 'refused', refusal: 'unreachable' }, 'serverUnreachable'],
  ])('has its own words for %s', (_what, change, message) => {
    expect(endingOf(ended(change)).message).toBe(message);
  });

  it('says something for every reason, direction and actor', () => {
    for (const reason of allReasons)
      for (const direction of ['incoming', 'outgoing'] as const)
        for (const by of ['self', 'peer', 'nobody'] as const)
          expect(endingOf(ended({ reason, direction, by })).message).toBeTruthy();
  });

  it('says something for every refusal of the server', () => {
    for (const refusal of ackCodes)
      expect(endingOf(ended({ reason: 'refused', refusal })).message).toBeTruthy();
  });

  it('tells do not disturb from being out of reach', () => {
    const message = (reason: 'unavailable' | 'do-not-disturb') =>
      endingOf(ended({ reason, direction: 'outgoing', by: 'nobody' })).message;
    expect([message('unavailable'), message('do-not-disturb')]).toEqual([
      'unavailable',
      'doNotDisturb',
    ]);
  });

  it('closes by itself, but for troubles and for what they wrote', () => {
    // There is a report to copy.
    expect(endingOf(ended({ reason: 'hung-up' })).dismissAfterMs).toBe(actDismissMs);
    expect(endingOf(ended({ reason: 'answered-elsewhere' })).dismissAfterMs).toBe(autoDismissMs);
    for (const reason of ['no-answer', 'busy'] as const)
      expect(endingOf(ended({ reason, by: 'nobody' })).dismissAfterMs).toBe(actDismissMs);
    for (const reason of ['connect-failed', 'connection-lost', 'identity-mismatch'] as const)
      expect(endingOf(ended({ reason, by: 'nobody' })).dismissAfterMs).toBeNull();
    const declined = { reason: 'declined', by: 'peer' } as const;
    expect(endingOf(ended(declined)).dismissAfterMs).toBe(actDismissMs);
    expect(endingOf(ended({ ...declined, text: 'Later' })).dismissAfterMs).toBeNull();
  });

  it('does not offer to call again where the answer would be the same', () => {
    expect(endingOf(ended({ reason: 'refused', refusal: 'unknown-account' })).again).toBe(false);
    expect(endingOf(ended({ reason: 'refused', refusal: 'contacts-only' })).again).toBe(false);
    expect(endingOf(ended({ reason: 'answered-elsewhere', direction: 'incoming' })).again).toBe(
      false,
    );
    expect(endingOf(ended({ reason: 'connection-lost' })).again).toBe(true);
  });
});
