import type { Contact } from '@tatap/protocol/signaling';
import type { HistoryEntry, Peer } from '../../renderer/calls/model.ts';
import { aContact } from '../people.ts';

export const budi: Peer = { id: 'budi', name: 'Budi Santoso', isContact: true };
export const sara: Peer = { id: 'sara', name: 'سارة', isContact: true };
export const stranger: Peer = { id: 'tono.k', name: 'Tono', isContact: false };

/** Somebody in every presence and every relation. */
export const everybody: readonly Contact[] = [
  aContact('budi', { displayName: 'Budi Santoso', favourite: true }),
  aContact('rina.p', { displayName: 'Rina Permata', favourite: true, presence: 'in-call' }),
  aContact('agus', { displayName: 'Agus', nickname: 'Pak Agus (kantor)', presence: 'away' }),
  aContact('dewi', { displayName: 'Dewi', presence: 'dnd' }),
  aContact('joko-w', { displayName: 'Joko', presence: 'offline' }),
  aContact('a.very-long.id.of-32.characters', {
    displayName: 'Somebody whose name is far too long for one line of a list',
    presence: 'offline',
  }),
  aContact('maya', { displayName: 'Maya', relation: 'incoming', presence: 'offline' }),
  aContact('eko', { displayName: 'Eko', relation: 'outgoing', presence: 'offline' }),
  aContact('spam', { displayName: 'Spam', relation: 'blocked', presence: 'offline' }),
];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function aCall(agoMs: number, change: Partial<HistoryEntry>): HistoryEntry {
  return {
    callId: `call-${agoMs}`,
    peer: { id: 'budi', name: 'Budi Santoso' },
    direction: 'outgoing',
    media: 'video',
    at: Date.now() - agoMs,
    durationMs: null,
    reason: 'hung-up',
    missed: false,
    seen: true,
    ...change,
  };
}

/** A call of every kind. */
export const someCalls: readonly HistoryEntry[] = [
  aCall(4 * minute, { direction: 'incoming', reason: 'no-answer', missed: true, seen: false }),
  aCall(70 * minute, {
    peer: { id: 'rina.p', name: 'Rina Permata' },
    direction: 'incoming',
    reason: 'cancelled',
    media: 'audio',
    missed: true,
    seen: false,
  }),
  aCall(3 * hour, { durationMs: 754_000 }),
  aCall(day, {
    peer: { id: 'tono.k', name: 'Tono' },
    direction: 'incoming',
    durationMs: 31_000,
    media: 'audio',
  }),
  aCall(2 * day, { reason: 'declined' }),
  aCall(3 * day, { peer: { id: 'dewi', name: 'Dewi' }, reason: 'busy' }),
  aCall(9 * day, { direction: 'incoming', reason: 'answered-elsewhere' }),
  aCall(30 * day, { durationMs: 3_725_000, direction: 'incoming' }),
];
