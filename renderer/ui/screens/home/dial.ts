import type { AccountId, Contact } from '@tatap/protocol/signaling';
import { personIn } from '@tatap/protocol/text';
import type { HistoryEntry } from '../../../calls/model.ts';

/** What the search-or-dial field offers for what was typed; one row of the list each. */
export type DialOption =
  /** `name`: what they are called, where they are known. The list has no second row of theirs. */
  | { readonly kind: 'call'; readonly id: AccountId; readonly name: string | null }
  | { readonly kind: 'add'; readonly id: AccountId }
  | { readonly kind: 'contact'; readonly contact: Contact }
  | { readonly kind: 'recent'; readonly entry: HistoryEntry };

/** What is said in words below the field, where an option cannot say it. */
export type DialHint =
  /** Nobody can be called or added until the server is back. */
  | 'offline'
  /** This browser cannot make calls. */
  | 'noCalls'
  /** It is the person's own ID. */
  | 'own'
  /** Nothing is known by that name, and it cannot be an ID. */
  | 'invalid'
  /** It was called, and is nobody's. */
  | 'unknown';

export interface DialResult {
  /** The ID that was meant, where it can be one. */
  readonly id: AccountId | null;
  readonly options: readonly DialOption[];
  readonly hint: DialHint | null;
}

export interface People {
  readonly self: AccountId;
  /** Whether the server is there to call through. */
  readonly online: boolean;
  /** Whether this browser can make calls. */
  readonly canCall: boolean;
  readonly contacts: readonly Contact[];
  readonly history: readonly HistoryEntry[];
  /** The ID that was last called and is nobody's. */
  readonly unknown: AccountId | null;
}

/** More than this nobody reads; they type another letter. */
const mostRecents = 5;

/** What people call a contact: their own nickname, else the display name. */
export function contactName(contact: Pick<Contact, 'nickname' | 'displayName'>): string {
  return contact.nickname || contact.displayName;
}

/** Lower case, without accents, so that "andre" finds "André". */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function matcher(query: string): (...texts: readonly string[]) => boolean {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return (...texts) => {
    const text = folded(texts.join(' '));
    return words.every((word) => text.includes(word));
  };
}

/** Reads the search-or-dial field. An empty field gives nothing. */
export function dial(query: string, people: People): DialResult {
  const trimmed = query.trim();
  if (trimmed === '') return { id: null, options: [], hint: null };

  const id = personIn(trimmed)?.id ?? null;
  const matches = matcher(trimmed);
  const known = people.contacts.find((contact) => contact.id === id);
  const options: DialOption[] = [];
  if (id !== null && id === people.unknown) return { id, options, hint: 'unknown' };

  if (people.online && id !== null && id !== people.self && known?.relation !== 'blocked') {
    if (people.canCall) options.push({ kind: 'call', id, name: nameOf(id, people) });
    if (known === undefined) options.push({ kind: 'add', id });
  }
  const called = options.some(({ kind }) => kind === 'call') ? id : null;
  for (const contact of people.contacts) {
    if (contact.id === called) continue;
    if (contact === known || matches(contact.displayName, contact.nickname, contact.id))
      options.push({ kind: 'contact', contact });
  }
  if (people.online && people.canCall) options.push(...recentsOf(people, called, matches));
  return { id, options, hint: hintOf(id, options, people) };
}

function hintOf(
  id: AccountId | null,
  options: readonly DialOption[],
  { self, online, canCall }: People,
): DialHint | null {
  if (id !== null && id === self) return 'own';
  if (!online) return 'offline';
  if (!canCall) return 'noCalls';
  return options.length === 0 ? 'invalid' : null;
}

function nameOf(id: AccountId, { contacts, history }: People): string | null {
  const contact = contacts.find((one) => one.id === id);
  if (contact !== undefined) return contactName(contact);
  return history.find(({ peer }) => peer.id === id)?.peer.name ?? null;
}

/**
 * Past calls with people who have no row yet, the last with each: contacts have theirs.
 *
 * @param called who is offered to be called by ID
 */
function recentsOf(
  people: People,
  called: AccountId | null,
  matches: ReturnType<typeof matcher>,
): DialOption[] {
  const taken = new Set([called, ...people.contacts.map((contact) => contact.id)]);
  const options: DialOption[] = [];
  for (const entry of people.history) {
    const { peer } = entry;
    if (options.length === mostRecents) break;
    if (taken.has(peer.id) || !matches(peer.name, peer.id)) continue;
    taken.add(peer.id);
    options.push({ kind: 'recent', entry });
  }
  return options;
}
