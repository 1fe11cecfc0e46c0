import { type ReadonlySignal, signal } from '@preact/signals-core';
import type {
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestResult,
} from '@tatap/protocol/signaling';
import type { OfflineCause } from '../account/model.ts';
import type {
  ConnectionCredentials,
  ConnectionState,
  SignalingConnection,
} from '../account/ports.ts';
import { type Clock, OneTimer } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Failure, Result } from '../result.ts';
import { AnswerTime, longestAnswerMs } from './answer-time.ts';
import { parseRefusal, readAnswer, whoIsTooOld } from './answers.ts';
import { OfflineReason } from './diagnose.ts';
import { EventListeners, type ParsedEvent } from './listeners.ts';
import { type PendingRequest, PendingRequests } from './pending.ts';
import type { OpenTransport, Transport } from './transport.ts';
import { Tries } from './tries.ts';

/** How long after its connect the server has to say `registered`. */
const registerTimeoutMs = 8_000;

/** An incompatible server is asked again this often: it may have been updated. */
const incompatibleRetryMs = 5 * 60_000;

export interface SignalingClientOptions {
  readonly openTransport: OpenTransport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** Finds out why a connection could not be made. */
  diagnose(serverUrl: string): Promise<OfflineCause>;
}

/** What is open while there is a session: one socket and what waits on it. */
interface Session {
  readonly credentials: ConnectionCredentials;
  readonly transport: Transport;
  /** How long answers take. */
  readonly answers: AnswerTime;
  readonly tries: Tries;
  readonly reason: OfflineReason;
}

/**
 * The lasting connection to the server. It reconnects by itself, with backoff and jitter, until the
 * server ends the session or `close` is called.
 */
export class SignalingClient implements SignalingConnection {
  readonly #options: SignalingClientOptions;
  readonly #state = signal<ConnectionState>({ state: 'closed' });
  readonly #listeners: EventListeners;
  readonly #pending: PendingRequests;
  #session: Session | null = null;
  /** The one timer: the next try, the wait for `registered`, or the check of a quiet connection. */
  readonly #timer: OneTimer<'retry' | 'register' | 'alive'>;

  constructor(options: SignalingClientOptions) {
    this.#options = options;
    this.#listeners = new EventListeners(options.log);
    this.#pending = new PendingRequests(options.clock);
    this.#timer = new OneTimer(options.clock);
  }

  get state(): ReadonlySignal<ConnectionState> {
    return this.#state;
  }

  open(credentials: ConnectionCredentials): void {
    this.close();
    const transport = this.#options.openTransport(credentials, {
      onConnect: () => this.#timer.start('register', registerTimeoutMs, () => transport.drop()),
      onDisconnect: (reason) => this.#onDisconnect(reason),
      onConnectError: (refusal) => this.#onConnectError(refusal),
      onEvent: (name, payload) => this.#onEvent(name, payload),
    });
    this.#session = {
      credentials,
      transport,
      answers: new AnswerTime(),
      tries: new Tries(this.#options.random),
      reason: new OfflineReason(),
    };
    this.#connect();
  }

  close(): void {
    this.#end((transport) => transport.close());
  }

  leave(): void {
    this.#end((transport) => transport.leave());
  }

  #end(disconnect: (transport: Transport) => void): void {
    const session = this.#session;
    if (session === null) return;
    this.#session = null;
    this.#timer.stop();
    this.#pending.failAll();
    disconnect(session.transport);
    this.#enter({ state: 'closed' });
  }

  reconnect(): void {
    const { state } = this.#state.value;
    if (state === 'online') this.#checkAlive(longestAnswerMs);
    if (this.#timer.kind === 'retry') this.#connectAnew();
  }

  takeBack(): void {
    if (this.#state.value.state === 'ended') this.#connectAnew();
  }

  suspect(): void {
    const { state } = this.#state.value;
    if (state === 'online' && this.#session !== null) {
      this.#checkAlive(this.#session.answers.overdueMs);
    } else {
      this.reconnect();
    }
  }

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    return this.#listeners.on(name, listener);
  }

  /** Resolves when every request made by now has its answer, or none will come. */
  answered(): Promise<void> {
    return this.#pending.answered();
  }

  async request<N extends RequestName>(
    name: N,
    payload: RequestInput<N>,
  ): Promise<Result<RequestResult<N>>> {
    const online = this.#state.value.state === 'online';
    const wait = this.#session !== null && PendingRequests.waitsForConnection(name);
    if (!online && !wait) return { ok: false, code: 'unreachable' };
    const { request, outcome } = this.#pending.add(name, payload);
    if (online) this.#send(request, 'once');
    const settled = await outcome;
    if (!settled.ok) return settled;
    return readAnswer(name, settled.answer, this.#options.log);
  }

  /** @param sent - `again`: it is not known which of the two an answer is to */
  #send({ name, payload, settle }: PendingRequest, sent: 'once' | 'again'): void {
    this.#ask(name, payload, sent, (answer) => settle({ ok: true, answer }));
  }

  #ask(
    name: RequestName,
    payload: unknown,
    sent: 'once' | 'again',
    onAnswer: (answer: unknown) => void,
  ): void {
    const { clock } = this.#options;
    const session = this.#session;
    const askedAt = clock.now();
    session?.transport.send(name, payload, (answer) => {
      if (sent === 'once') session.answers.took(clock.now() - askedAt);
      onAnswer(answer);
    });
  }

  #connectAnew(): void {
    this.#session?.tries.beginAnew();
    this.#connect();
  }

  #connect(): void {
    this.#timer.stop();
    if (this.#session === null) return;
    // A server that is known to be too old stays so on the screen while it is asked again.
    if (this.#state.value.state !== 'incompatible') this.#enter({ state: 'connecting' });
    this.#session.transport.connect(this.#session.tries.withinMs);
  }

  #onEvent(name: string, payload: unknown): void {
    const event = this.#listeners.parse(name, payload);
    if (this.#session === null) return;
    if (event === null) {
      if (name === 'registered') this.#onNotUnderstood(this.#session);
      return;
    }
    if (event.name === 'registered') this.#onRegistered(this.#session);
    if (event.name === 'session.ended') this.#onSessionEnded(event);
    this.#listeners.dispatch(event);
  }

  /**
   * The server was reached and says something at the very start that this version cannot read. To
   * connect again at once would bring the same.
   */
  #onNotUnderstood(session: Session): void {
    this.#enter({ state: 'incompatible', who: 'app-too-old' });
    this.#timer.start('retry', incompatibleRetryMs, () => this.#connect());
    session.transport.drop();
  }

  #onRegistered(session: Session): void {
    this.#timer.stop();
    session.answers.forget();
    session.tries.succeeded();
    session.reason.forget();
    this.#enter({ state: 'online' });
    for (const request of this.#pending.all()) this.#send(request, 'again');
  }

  #onSessionEnded(event: ParsedEvent & { name: 'session.ended' }): void {
    this.#timer.stop();
    this.#pending.failAll();
    this.#enter({ state: 'ended', reason: event.payload.reason });
    this.#session?.transport.close();
  }

  #onDisconnect(reason: string): void {
    const session = this.#session;
    const { state } = this.#state.value;
    if (session === null || state === 'ended') return;
    // Of a try that failed Socket.IO may tell twice.
    if (this.#timer.kind === 'retry') return;
    this.#options.log.info('disconnected', { reason });
    if (state === 'online') {
      // The first retry comes within 0.6 s: no reason yet to call it offline.
      this.#enter({ state: 'connecting' });
      this.#retry(session, 0);
    } else {
      this.#failed(session, null);
    }
  }

  #onConnectError(data: unknown): void {
    const session = this.#session;
    if (session === null) return;
    const refusal = parseRefusal(data);
    switch (refusal?.code) {
      case 'unsupported-version':
        this.#enter({ state: 'incompatible', who: whoIsTooOld(refusal.versions ?? []) });
        this.#timer.start('retry', incompatibleRetryMs, () => this.#connect());
        return;
      case 'unauthenticated':
        // Whether it was revoked or ran out while this device was away, the server does not say.
        this.#timer.stop();
        this.#pending.failAll();
        this.#enter({ state: 'ended', reason: 'expired' });
        return;
      default:
        this.#failed(session, refusal);
    }
  }

  /** @param refusal - what the server said; `null` where it was not reached */
  #failed(session: Session, refusal: Failure | null): void {
    const tried = session.tries.failed();
    if (tried === 'early' && refusal === null) this.#retry(session, 0);
    else this.#goOffline(session, refusal);
  }

  #goOffline(session: Session, refusal: Failure | null): void {
    if (refusal !== null) session.reason.refused(refusal);
    const retryAt = this.#retry(session, refusal?.retryAfterMs ?? 0);
    this.#enter({ state: 'offline', cause: session.reason.cause, retryAt });
    if (refusal === null) void this.#explain(session);
  }

  async #explain(session: Session): Promise<void> {
    session.reason.diagnosed(await this.#options.diagnose(session.credentials.serverUrl));
    const { cause } = session.reason;
    const now = this.#state.value;
    if (this.#session !== session || now.state !== 'offline' || now.cause === cause) return;
    this.#enter({ ...now, cause });
  }

  /** Sets the next try; returns when it is made. */
  #retry(session: Session, atLeastMs: number): number {
    const waitMs = Math.max(atLeastMs, session.tries.takeWaitMs());
    this.#timer.start('retry', waitMs, () => this.#connect());
    return this.#options.clock.now() + waitMs;
  }

  /** After a sleep or a change of network the socket may be dead without knowing it yet. */
  #checkAlive(withinMs: number): void {
    const session = this.#session;
    if (session === null || this.#timer.kind === 'alive') return;
    this.#timer.start('alive', withinMs, () => {
      session.tries.hurry(session.answers.usualMs);
      session.answers.forget();
      session.transport.drop();
    });
    this.#ask('ice.refresh', {}, 'once', () => {
      if (this.#timer.kind === 'alive') this.#timer.stop();
    });
  }

  #enter(state: ConnectionState): void {
    const before = this.#state.value;
    this.#state.value = state;
    if (before.state !== state.state) this.#options.log.info('signaling', state);
  }
}
