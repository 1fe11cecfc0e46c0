import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { AccountId, CallId } from '@tatap/protocol/signaling';
import type { AppModel } from '../../model.ts';
import { type DialResult, dial } from './dial.ts';

export type Tab = 'contacts' | 'calls';

/** What the home screen remembers: what is chosen, typed and open. */
export interface HomeState {
  readonly tab: ReadonlySignal<Tab>;
  readonly query: Signal<string>;
  /** What the search-or-dial field gives. */
  readonly found: ReadonlySignal<DialResult>;
  /** Whose details the main pane shows. */
  readonly selected: ReadonlySignal<AccountId | null>;
  /** The add-contact dialog with the ID of the link that opened it, if one did; `null` while closed. */
  readonly adding: Signal<string | null>;
  /** Missed calls that were new when the list was opened: still marked while it stays open. */
  readonly fresh: ReadonlySignal<ReadonlySet<CallId>>;
  openTab(tab: Tab): void;
  /** An ID was called that is nobody's: it stands in the field again, to be mended. */
  misdialled(id: AccountId): void;
  select(id: AccountId | null): void;
  /** The calls are in sight: what was missed counts as seen, and stays marked here. */
  lookAtCalls(): void;
}

export function createHomeState(model: AppModel): HomeState {
  const tab = signal<Tab>('contacts');
  const query = signal('');
  const selected = signal<AccountId | null>(null);
  const adding = signal<string | null>(null);
  const fresh = signal<ReadonlySet<CallId>>(new Set());
  const unknown = signal<AccountId | null>(null);

  const found = computed(() => {
    const session = model.account.session.value;
    return dial(query.value, {
      self: session.phase === 'signed-in' ? session.account.id : '',
      online: session.phase === 'signed-in' && session.connection.state === 'online',
      canCall: model.page.canCall,
      contacts: model.contacts.snapshot.value.contacts,
      history: model.history.entries.value,
      unknown: unknown.value,
    });
  });

  return {
    tab,
    query,
    found,
    // Whoever is no contact any more has no details.
    selected: computed(() => {
      const id = selected.value;
      const { contacts } = model.contacts.snapshot.value;
      return contacts.some((contact) => contact.id === id) ? id : null;
    }),
    adding,
    fresh,
    openTab(next) {
      if (tab.peek() === next) return;
      fresh.value = new Set();
      tab.value = next;
    },
    misdialled(id) {
      selected.value = null;
      unknown.value = id;
      query.value = id;
    },
    select(id) {
      selected.value = id;
      query.value = '';
    },
    lookAtCalls() {
      if (model.history.unseenMissed.peek() === 0) return;
      const missed = model.history.entries.peek().filter((entry) => entry.missed && !entry.seen);
      fresh.value = new Set([...fresh.peek(), ...missed.map((entry) => entry.callId)]);
      model.history.markSeen();
    },
  };
}

/** One per model: what was chosen and typed outlives a call, during which home is not drawn. */
const states = new WeakMap<AppModel, HomeState>();

export function homeStateOf(model: AppModel): HomeState {
  const state = states.get(model) ?? createHomeState(model);
  states.set(model, state);
  return state;
}
