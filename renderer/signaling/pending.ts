import type { RequestName } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import type { Failure } from '../result.ts';

/** How long the server has to acknowledge a request, a reconnection in between included. */
const ackTimeoutMs = 8_000;

/**
 * How long an act that ends a call waits for a connection. The server gives up a silent device's
 * calls after 30 s (`deviceGoneMs`), or after the time its operator sets, at most 60 s. A later
 * report changes nothing.
 */
const endingTimeoutMs = 60_000;

/** What must reach the server even when the person does it while there is no connection. */
const endings: ReadonlySet<RequestName> = new Set([
  'call.bye',
  'call.cancel',
  'call.decline',
  'call.busy',
]);

/** One request on its way: sent, or waiting to be sent (again). */
export interface PendingRequest {
  readonly name: RequestName;
  readonly payload: unknown;
  settle(outcome: { ok: true; answer: unknown } | Failure): void;
}

/**
 * The requests that have no answer yet, in the order in which they were made. All requests of the
 * protocol may be repeated, so those whose acknowledgement was lost with the connection are sent
 * again on the next one.
 */
export class PendingRequests {
  readonly #clock: Clock;
  readonly #requests = new Set<PendingRequest>();
  readonly #outcomes = new Set<Promise<unknown>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a request made while there is no connection waits for one. */
  static waitsForConnection(name: RequestName): boolean {
    return endings.has(name);
  }

  /** Enters a request; `outcome` resolves with its answer, `timeout` or `unreachable`. */
  add(name: RequestName, payload: unknown) {
    let request!: PendingRequest;
    const outcome = new Promise<{ ok: true; answer: unknown } | Failure>((resolve) => {
      const timeoutMs = endings.has(name) ? endingTimeoutMs : ackTimeoutMs;
      const cancel = this.#clock.after(timeoutMs, () =>
        request.settle({ ok: false, code: 'timeout' }),
      );
      request = {
        name,
        payload,
        settle: (settled) => {
          cancel();
          this.#requests.delete(request);
          resolve(settled);
        },
      };
    });
    this.#requests.add(request);
    this.#outcomes.add(outcome);
    void outcome.then(() => this.#outcomes.delete(outcome));
    return { request, outcome };
  }

  /** What to send on a new connection. */
  all(): readonly PendingRequest[] {
    return [...this.#requests];
  }

  /** Resolves when none of those that are made by now waits any more. */
  async answered(): Promise<void> {
    await Promise.all([...this.#outcomes]);
  }

  /** Gives up all of them: the session is over. */
  failAll(): void {
    for (const request of this.all()) request.settle({ ok: false, code: 'unreachable' });
  }
}
