import type { Contact } from '@tatap/protocol/signaling';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../calls/model.ts';
import { type DialOption, dial, type People } from './dial.ts';

const contact = (id: string, displayName: string, change: Partial<Contact> = {}): Contact => ({
  id,
  displayName,
  relation: 'accepted',
  presence: 'online',
  favourite: false,
  nickname: '',
  ...change,
});

const entry = (id: string, name = id): HistoryEntry => ({
  callId: crypto.randomUUID(),
  peer: { id, name },
  direction: 'incoming',
  media: 'video',
  at: 0,
  durationMs: null,
  reason: 'hung-up',
  missed: false,
  seen: true,
});

const people: People = {
  self: 'sari',
  online: true,
  canCall: true,
  contacts: [
    contact('budi', 'Budi Santoso'),
    contact('andre', 'André Wijaya', { nickname: 'Boss' }),
    contact('spam', 'Spam', { relation: 'blocked' }),
  ],
  unknown: 'bdui',
  history: [entry('tono'), entry('tono'), entry('budi', 'Budi Santoso')],
};

const shown = (query: string) => dial(query, people).options.map(name);
const name = (option: DialOption): string => {
  switch (option.kind) {
    case 'contact':
      return `contact ${option.contact.id}`;
    case 'recent':
      return `recent ${option.entry.peer.id}`;
    default:
      return `${option.kind} ${option.id}`;
  }
};

describe('dial', () => {
  it('offers nothing for an empty field', () => {
    expect(dial('  ', people)).toEqual({ id: null, options: [], hint: null });
  });

  it('offers to call a contact by ID first, so that Enter calls', () => {
    expect(shown('budi')).toEqual(['call budi']);
  });

  it('says of an ID that it is nobody’s, once that is known', () => {
    expect(dial('bdui', people)).toEqual({ id: 'bdui', options: [], hint: 'unknown' });
    expect(dial('bdui2', people).hint).toBeNull();
  });

  it('gives nobody two rows', () => {
    const name = (query: string) => dial(query, people).options[0];
    expect(name('budi')).toEqual({ kind: 'call', id: 'budi', name: 'Budi Santoso' });
    expect(shown('tono')).toEqual(['call tono', 'add tono']);
  });

  it('finds the ID in what people paste', () => {
    for (const pasted of [
      '<budi>',
      '\u200Bbudi',
      'tatap://call/budi',
      'https://x.example/add/budi)',
    ]) {
      expect(shown(pasted)[0]).toBe('call budi');
    }
  });

  it('offers to call or add a stranger', () => {
    expect(shown('dewi')).toEqual(['call dewi', 'add dewi']);
  });

  it('finds contacts by name, nickname and without accents', () => {
    expect(shown('santoso bu')).toEqual(['contact budi']);
    expect(shown('boss')).toContain('contact andre');
    expect(shown('andre wi')).toEqual(['contact andre']);
  });

  it('finds people one has talked to, each once', () => {
    expect(shown('ton').filter((one) => one.startsWith('recent'))).toEqual(['recent tono']);
  });

  it('does not offer to call somebody blocked', () => {
    expect(shown('spam')).toEqual(['contact spam']);
  });

  it('says that the own ID is the own one, and offers no call', () => {
    const result = dial('Sari', people);
    expect(result.hint).toBe('own');
    expect(result.options).toEqual([]);
  });

  it('offers no calls while the server is away, and says so', () => {
    const result = dial('budi', { ...people, online: false });
    expect(result.options.map(name)).toEqual(['contact budi']);
    expect(result.hint).toBe('offline');
  });

  it('offers no calls in a browser without WebRTC, and says so', () => {
    const result = dial('budi', { ...people, canCall: false });
    expect(result.options.map(name)).toEqual(['contact budi']);
    expect(result.hint).toBe('noCalls');
    const stranger = dial('tono.k', { ...people, canCall: false });
    expect(stranger.options.map(({ kind }) => kind)).toEqual(['add']);
  });

  it('says that something cannot be an ID', () => {
    expect(dial('who is this?', people)).toEqual({ id: null, options: [], hint: 'invalid' });
  });
});
