import { signal } from '@preact/signals-core';
import type { StoredSession } from '@tatap/protocol/ipc';
import type { EndpointName, EventName, EventPayload, RequestName } from '@tatap/protocol/signaling';
import type {
  ConnectionCredentials,
  ConnectionState,
  HttpPort,
  HttpTarget,
  SessionStore,
  SignalingConnection,
} from '../renderer/account/ports.ts';
import type { KeyValueStore } from '../renderer/key-value.ts';
import type { FailureCode } from '../renderer/result.ts';

type Answer =
  | { readonly ok: true; readonly [field: string]: unknown }
  | { readonly ok: false; readonly code: FailureCode };

/** A key-value store in memory, as one page of a profile sees it. */
export class FakeStore implements KeyValueStore {
  readonly values: Map<string, string>;
  readonly #pages: Set<FakeStore>;
  readonly #listeners = new Map<string, Set<() => void>>();

  /** @param other - a page that shares what is kept */
  constructor(other?: FakeStore) {
    this.values = other?.values ?? new Map();
    this.#pages = other === undefined ? new Set() : other.#pages;
    this.#pages.add(this);
  }

  read(key: string): string | null {
    return this.values.get(key) ?? null;
  }

  write(key: string, value: string | null): boolean {
    if (value === null) this.values.delete(key);
    else this.values.set(key, value);
    for (const page of this.#pages) {
      if (page !== this) for (const listener of page.#listeners.get(key) ?? []) listener();
    }
    return true;
  }

  onChanged(key: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => listeners.delete(listener);
  }
}

/** Keeps the session in memory. */
export class FakeSessionStore implements SessionStore {
  session: StoredSession | null = null;
  because: 'not-persisted' | null = null;

  async read() {
    return { session: this.session, because: this.because };
  }

  async write(session: StoredSession | null) {
    this.session = session;
    return { persisted: true };
  }
}

/** Answers HTTP requests as a test says, and remembers them. */
export class FakeHttp implements HttpPort {
  readonly asked: { name: EndpointName; target: HttpTarget; body: unknown }[] = [];
  readonly #answers = new Map<EndpointName, Answer>();

  /** From now on `name` is answered so; without it, `unreachable`. */
  will(name: EndpointName, answer: Answer): void {
    this.#answers.set(name, answer);
  }

  request: HttpPort['request'] = async (name, target, body) => {
    this.asked.push({ name, target, body });
    return (this.#answers.get(name) ?? { ok: false, code: 'unreachable' }) as never;
  };
}

/** The connection to a server that a test plays. */
export class FakeSignaling implements SignalingConnection {
  readonly state = signal<ConnectionState>({ state: 'closed' });
  readonly opened: ConnectionCredentials[] = [];
  readonly asked: { name: RequestName; payload: unknown }[] = [];
  reconnects = 0;
  takenBack = 0;
  left = 0;
  suspicions = 0;
  readonly #answers = new Map<RequestName, Answer>();
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();

  open(credentials: ConnectionCredentials): void {
    this.opened.push(credentials);
    this.state.value = { state: 'connecting' };
  }

  close(): void {
    this.state.value = { state: 'closed' };
  }

  leave(): void {
    this.left += 1;
    this.state.value = { state: 'closed' };
  }

  reconnect(): void {
    this.reconnects += 1;
  }

  takeBack(): void {
    this.takenBack += 1;
  }

  suspect(): void {
    this.suspicions += 1;
  }

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  request: SignalingConnection['request'] = async (name, payload) => {
    this.asked.push({ name, payload });
    return this.answerTo(name) as never;
  };

  /** What `name` is answered with at the moment. */
  protected answerTo(name: RequestName): Answer {
    return this.#answers.get(name) ?? { ok: true };
  }

  /** From now on `name` is answered so; without it, `{ ok: true }`. */
  will(name: RequestName, answer: Answer): void {
    this.#answers.set(name, answer);
  }

  /** The server says something; `registered` also makes the connection online. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    if (name === 'registered') this.state.value = { state: 'online' };
    for (const listener of this.#listeners.get(name) ?? []) listener(payload as never);
  }

  /** How many listen to anything. */
  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, set) => sum + set.size, 0);
  }
}
