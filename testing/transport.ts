import type { Transport, TransportEvents } from '../renderer/signaling/transport.ts';

/** What the client was told to do, in order. */
export type TransportAct =
  | { readonly act: 'connect'; readonly withinMs: number }
  | { readonly act: 'drop' }
  | { readonly act: 'close' }
  | { readonly act: 'leave' }
  | { readonly act: 'send'; readonly name: string; readonly payload: unknown };

/**
 * The far end of a signaling socket, in the hands of a test: it connects, refuses, speaks and goes
 * silent when told to.
 */
export class FakeTransport implements Transport {
  readonly acts: TransportAct[] = [];
  readonly #events: TransportEvents;
  readonly #acks: { name: string; onAck: (answer: unknown) => void }[] = [];

  constructor(events: TransportEvents) {
    this.#events = events;
  }

  connect(withinMs: number): void {
    this.acts.push({ act: 'connect', withinMs });
  }

  drop(): void {
    this.acts.push({ act: 'drop' });
    this.lose();
  }

  close(): void {
    this.acts.push({ act: 'close' });
    this.#events.onDisconnect('io client disconnect');
  }

  leave(): void {
    this.acts.push({ act: 'leave' });
  }

  send(name: string, payload: unknown, onAck: (answer: unknown) => void): void {
    this.acts.push({ act: 'send', name, payload });
    this.#acks.push({ name, onAck });
  }

  /** How many tries to connect were made. */
  get tries(): number {
    return this.acts.filter(({ act }) => act === 'connect').length;
  }

  /** Names of the requests sent, in order. */
  get sent(): readonly string[] {
    return this.acts.flatMap((act) => (act.act === 'send' ? [act.name] : []));
  }

  /** The server takes the connection and says nothing. */
  acceptSilently(): void {
    this.#events.onConnect();
  }

  /** The server takes the connection and says who is there. */
  accept(registered: unknown): void {
    this.acceptSilently();
    this.emit('registered', registered);
  }

  /** The network fails the try, or the server refuses it with `refusal`. */
  refuse(refusal?: unknown): void {
    this.#events.onConnectError(refusal);
  }

  /** The connection breaks; what was not acknowledged never will be. */
  lose(): void {
    this.#acks.length = 0;
    this.#events.onDisconnect('transport close');
  }

  emit(name: string, payload: unknown): void {
    this.#events.onEvent(name, payload);
  }

  /** Acknowledges the oldest open request of that name. */
  answer(name: string, answer: unknown): void {
    const index = this.#acks.findIndex((ack) => ack.name === name);
    const [ack] = this.#acks.splice(index, index < 0 ? 0 : 1);
    if (ack === undefined) throw new Error(`no open request ${name}`);
    ack.onAck(answer);
  }
}
