import type { AccountId, Contact } from '@tatap/protocol/signaling';
import type { HistoryEntry } from '../../../calls/model.ts';

/** The contact list as the sidebar shows it, in this order. Each keeps the model's order. */
export interface ContactSections {
  readonly requests: readonly Contact[];
  readonly favourites: readonly Contact[];
  readonly others: readonly Contact[];
  readonly pending: readonly Contact[];
  readonly blocked: readonly Contact[];
}

export function sectionsOf(contacts: readonly Contact[]): ContactSections {
  const of = (relation: Contact['relation']) => contacts.filter((c) => c.relation === relation);
  const accepted = of('accepted');
  return {
    requests: of('incoming'),
    favourites: accepted.filter((contact) => contact.favourite),
    others: accepted.filter((contact) => !contact.favourite),
    pending: of('outgoing'),
    blocked: of('blocked'),
  };
}

/** How a past call looks in a list. */
export type CallMark = 'missed' | 'outgoing' | 'incoming';

export function markOf(entry: HistoryEntry): CallMark {
  return entry.missed ? 'missed' : entry.direction;
}

/** What to say of a past call that was no conversation; `null` where its length says it. */
export type CallNote =
  | 'missed'
  | 'noAnswer'
  | 'cancelled'
  | 'unavailable'
  | 'doNotDisturb'
  | 'declined'
  | 'busy'
  | 'elsewhere'
  | 'unsafe'
  | 'incompatible'
  | 'failed';

export function noteOf(entry: HistoryEntry): CallNote | null {
  // A missed one too: what was wrong with it matters more than that nobody answered.
  if (entry.reason === 'identity-mismatch') return 'unsafe';
  if (entry.reason === 'incompatible') return 'incompatible';
  if (entry.missed) return 'missed';
  if (entry.durationMs !== null) return null;
  switch (entry.reason) {
    case 'declined':
      return 'declined';
    case 'busy':
      return 'busy';
    case 'cancelled':
      return 'cancelled';
    case 'unavailable':
      return 'unavailable';
    case 'do-not-disturb':
      return 'doNotDisturb';
    case 'answered-elsewhere':
      return 'elsewhere';
    case 'connect-failed':
    case 'connection-lost':
    case 'refused':
    case 'gone':
      return 'failed';
    default:
      return 'noAnswer';
  }
}

/** Past calls with one person, newest first. */
export function callsWith(entries: readonly HistoryEntry[], id: AccountId): HistoryEntry[] {
  return entries.filter((entry) => entry.peer.id === id);
}
