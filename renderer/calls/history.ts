import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { endReason, saidMedia } from '@tatap/protocol/call';
import {
  type AccountId,
  accountId,
  type CallId,
  callId,
  type MissedCall,
  parse,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import { KeptJson, type KeyValueStore } from '../key-value.ts';
import { releaseAll } from '../scope.ts';
import type { HistoryEntry, HistoryModel } from './model.ts';
import type { HistoryPort, PeopleDirectory, SignalingPort } from './ports.ts';

/** Entries kept; older ones are dropped. */
const limit = 500;

const storedEntry = v.object({
  callId,
  peer: v.object({ id: accountId, name: v.string() }),
  direction: v.picklist(['outgoing', 'incoming']),
  media: saidMedia,
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
  let kept: KeptJson<readonly HistoryEntry[]> | null = null;
  let stopFollowing = () => {};
  // The server reports a call as missed if it was unreachable when this device answered.
  const answered = new Set<CallId>();

  const open = (next: AccountId | null) => {
    if (next === account.value) return;
    stopFollowing();
    stopFollowing = () => {};
    account.value = next;
    kept = next === null ? null : new KeptJson(store, keyOf(next), entriesOf);
    entries.value = kept?.read() ?? [];
    if (kept === null) return;
    stopFollowing = kept.onChanged((changed) => {
      entries.value = changed;
    });
  };

  const change = (make: (now: readonly HistoryEntry[]) => readonly HistoryEntry[]) => {
    const changed = (now: readonly HistoryEntry[]) =>
      [...make(now)].sort((a, b) => b.at - a.at).slice(0, limit);
    entries.value = kept?.update(changed) ?? changed(entries.value);
  };

  /** Entries of calls that this device itself saw ring stay as they are. */
  const takeMissed = (calls: readonly MissedCall[]) => {
    if (calls.length === 0) return;
    change((now) => {
      const known = new Set(now.map((entry) => entry.callId));
      const news = calls.filter(({ callId }) => !known.has(callId) && !answered.has(callId));
      return [...news.map((call) => missedEntry(call, people)), ...now];
    });
    void signaling.request('missed.taken', { callIds: calls.map((call) => call.callId) });
  };

  /** Another device took these calls: nobody has missed them, whatever this device saw of them. */
  const takenElsewhere = (calls: readonly CallId[]) => {
    const isWrong = ({ callId, missed }: HistoryEntry) => missed && calls.includes(callId);
    if (!entries.value.some(isWrong)) return;
    change((now) =>
      now.map((entry) =>
        isWrong(entry)
          ? { ...entry, reason: 'answered-elsewhere', missed: false, seen: true }
          : entry,
      ),
    );
  };

  const stops = [
    signaling.on('registered', (snapshot) => {
      open(snapshot.account.id);
      takeMissed(snapshot.missed);
      takenElsewhere(snapshot.handled);
    }),
    signaling.on('call.ended', ({ callId, reason }) => {
      if (reason === 'answered-elsewhere') takenElsewhere([callId]);
    }),
    signaling.on('missed.added', (call) => takeMissed([call])),
  ];

  return {
    entries,
    unseenMissed: unseenOf(entries),
    open,
    record(entry) {
      change((now) => {
        const before = now.find((one) => one.callId === entry.callId);
        const seen = entry.seen || (before?.seen ?? false);
        return [{ ...entry, seen }, ...without(now, entry.callId)];
      });
    },
    answered(call) {
      answered.add(call);
      if (entries.value.some(({ callId }) => callId === call)) {
        change((now) => without(now, call));
      }
    },
    markSeen() {
      if (entries.value.some((entry) => !entry.seen)) {
        change((now) => now.map((entry) => ({ ...entry, seen: true })));
      }
    },
    remove: (id) => change((now) => without(now, id)),
    clear: () => change(() => []),
    forget(forgotten) {
      store.write(keyOf(forgotten), null);
      if (account.value === forgotten) open(null);
    },
    close() {
      stopFollowing();
      releaseAll(stops);
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
function entriesOf(kept: unknown): readonly HistoryEntry[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one) => {
    const parsed = parse(storedEntry, one);
    return parsed.ok ? [parsed.value] : [];
  });
}
