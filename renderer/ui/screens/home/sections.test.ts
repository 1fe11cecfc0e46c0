import type { Contact } from '@tatap/protocol/signaling';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../calls/model.ts';
import { callsWith, markOf, noteOf, sectionsOf } from './sections.ts';

const contact = (id: string, relation: Contact['relation'], favourite = false): Contact => ({
  id,
  displayName: id,
  relation,
  presence: 'offline',
  favourite,
  nickname: '',
});

const entry = (change: Partial<HistoryEntry>): HistoryEntry => ({
  callId: crypto.randomUUID(),
  peer: { id: 'budi', name: 'Budi' },
  direction: 'outgoing',
  media: 'video',
  at: 0,
  durationMs: null,
  reason: 'no-answer',
  missed: false,
  seen: true,
  ...change,
});

describe('sectionsOf', () => {
  it('puts every contact into exactly one section, in order', () => {
    const all = [
      contact('favourite', 'accepted', true),
      contact('anna', 'accepted'),
      contact('zara', 'accepted'),
      contact('asks', 'incoming'),
      contact('asked', 'outgoing'),
      contact('spam', 'blocked'),
    ];
    const sections = sectionsOf(all);
    const ids = Object.entries(sections).map(([name, list]) => [
      name,
      list.map((c: Contact) => c.id),
    ]);
    expect(Object.fromEntries(ids)).toEqual({
      requests: ['asks'],
      favourites: ['favourite'],
      others: ['anna', 'zara'],
      pending: ['asked'],
      blocked: ['spam'],
    });
    expect(Object.values(sections).flat()).toHaveLength(all.length);
  });
});

describe('a past call', () => {
  it('is marked missed above all, else by its direction', () => {
    expect(markOf(entry({ direction: 'incoming', missed: true }))).toBe('missed');
    expect(markOf(entry({ direction: 'incoming' }))).toBe('incoming');
    expect(markOf(entry({}))).toBe('outgoing');
  });

  it('says why there was no conversation, and nothing where there was one', () => {
    expect(noteOf(entry({ durationMs: 5_000, reason: 'connection-lost' }))).toBeNull();
    expect(noteOf(entry({ reason: 'declined' }))).toBe('declined');
    expect(noteOf(entry({ reason: 'no-answer' }))).toBe('noAnswer');
    expect(noteOf(entry({ reason: 'cancelled' }))).toBe('cancelled');
    expect(noteOf(entry({ reason: 'unavailable' }))).toBe('unavailable');
    expect(noteOf(entry({ reason: 'do-not-disturb' }))).toBe('doNotDisturb');
    expect(noteOf(entry({ reason: 'answered-elsewhere', direction: 'incoming' }))).toBe(
      'elsewhere',
    );
    expect(noteOf(entry({ reason: 'refused' }))).toBe('failed');
    expect(noteOf(entry({ missed: true, direction: 'incoming' }))).toBe('missed');
  });

  it('is listed with the person it was with', () => {
    const mine = entry({});
    expect(callsWith([mine, entry({ peer: { id: 'tono', name: 'Tono' } })], 'budi')).toEqual([
      mine,
    ]);
  });
});
