import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { callMedia, endReason } from '@tatap/protocol/call';
import {
  type AccountId,
  accountId,
  callId,
  type MissedCall,
  parse,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { KeyValueStore } from '../key-value.ts';
import type { HistoryEntry, HistoryModel } from './model.ts';
import type { HistoryPort, PeopleDirectory, SignalingPort } from './ports.ts';

/** Entries kept; older ones are dropped. */
const limit = 500;

const storedEntry = v.object({
  callId,
  peer: v.object({ id: accountId, name: v.string() }),
  direction: v.picklist(['outgoing', 'incoming']),
  media: callMedia,
  at: v.number(),
  durationMs: v.nullable(v.number()),
  reason: endReason,
  missed: v.boolean(),
  seen: v.boolean(),
});

export interface HistoryPorts {
  readonly signaling: SignalingPort;
  readonly store: KeyValueStore;
  readonly people: PeopleDirectory;
}

/** The history of the account that is signed in, kept on this device. */
export interface CallHistory extends HistoryModel, HistoryPort {
  /** Shows what is kept for this account; `null` shows nothing. */
  open(account: AccountId | null): void;
  /** Forgets what is kept for this account: it was deleted. */
  forget(account: AccountId): void;
  close(): void;
}

/** Also takes in the calls that came while no device was there, and tells the server so. */
export function createHistory({ signaling, store, people }: HistoryPorts): CallHistory {
  const account = signal<AccountId | null>(null);
  const entries = signal<readonly HistoryEntry[]>([]);

  const open = (next: AccountId | null) => {
    if (next === account.value) return;
    account.value = next;
    entries.value = next === null ? [] : read(store, next);
  };

  const write = (next: readonly HistoryEntry[]) => {
    entries.value = [...next].sort((a, b) => b.at - a.at).slice(0, limit);
    if (account.value !== null) store.write(keyOf(account.value), JSON.stringify(entries.value));
  };

  /** Entries of calls that this device itself saw ring stay as they are. */
  const takeMissed = (calls: readonly MissedCall[]) => {
    if (calls.length === 0) return;
    const known = new Set(entries.value.map((entry) => entry.callId));
    const news = calls.filter((call) => !known.has(call.callId));
    write([...news.map((call) => missedEntry(call, people)), ...entries.value]);
    void signaling.request('missed.taken', { callIds: calls.map((call) => call.callId) });
  };

  const stops = [
    signaling.on('registered', (snapshot) => {
      open(snapshot.account.id);
      takeMissed(snapshot.missed);
    }),
    signaling.on('missed.added', (call) => takeMissed([call])),
  ];

  return {
    entries,
    unseenMissed: unseenOf(entries),
    open,
    record(entry) {
      const before = entries.value.find((one) => one.callId === entry.callId);
      const seen = entry.seen || (before?.seen ?? false);
      write([{ ...entry, seen }, ...without(entries.value, entry.callId)]);
    },
    markSeen() {
      if (entries.value.some((entry) => !entry.seen)) {
        write(entries.value.map((entry) => ({ ...entry, seen: true })));
      }
    },
    remove: (id) => write(without(entries.value, id)),
    clear: () => write([]),
    forget(forgotten) {
      store.write(keyOf(forgotten), null);
      if (account.value === forgotten) open(null);
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}

function unseenOf(entries: ReadonlySignal<readonly HistoryEntry[]>): ReadonlySignal<number> {
  return computed(() => entries.value.filter((entry) => entry.missed && !entry.seen).length);
}

function missedEntry({ callId, from, media, at }: MissedCall, people: PeopleDirectory) {
  const { name } = people.describe(from.id, from.displayName);
  return {
    callId,
    peer: { id: from.id, name },
    direction: 'incoming',
    media,
    at,
    durationMs: null,
    reason: 'no-answer',
    missed: true,
    seen: false,
  } satisfies HistoryEntry;
}

function without(entries: readonly HistoryEntry[], id: string): readonly HistoryEntry[] {
  return entries.filter((entry) => entry.callId !== id);
}

function keyOf(account: AccountId): string {
  return `history.${account}`;
}

/** What cannot be read any more is left out, entry by entry. */
function read(store: KeyValueStore, account: AccountId): readonly HistoryEntry[] {
  const kept = fromJson(store.read(keyOf(account)));
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one) => {
    const parsed = parse(storedEntry, one);
    return parsed.ok ? [parsed.value] : [];
  });
}

function fromJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
