import type { DeviceAddress, Refusal, RequestAck, RequestName } from '@tatap/protocol/signaling';
import type { Logger } from 'pino';
import { refuse } from '../domain/refusals.ts';
import type { SocketLimits } from './limiter.ts';
import { isRequestName, type Prepared, prepare } from './requests.ts';
import type { RealtimeServices } from './types.ts';

type Answer = RequestAck<RequestName>;
type Reply = (answer: Answer) => void;

/** The context that all dispatchers share. */
export interface DispatcherContext {
  readonly services: RealtimeServices;
  readonly now: () => number;
  readonly logger: Logger;
  readonly onAnswered: (name: RequestName, answer: Answer) => void;
}

interface Waiting {
  readonly run: Prepared;
  readonly reply: Reply;
}

/** A larger payload is refused as `too-large` and not as `malformed`; in characters of JSON. */
const maxPayloadCharacters = 56 * 1024;

/**
 * Handles the events of one socket: checks the rate limits, parses the payload, runs the handler in
 * the order of arrival and acknowledges. A bad event affects no other.
 */
export class RequestDispatcher {
  readonly #context: DispatcherContext;
  readonly #from: DeviceAddress;
  readonly #limits: SocketLimits;
  readonly #disconnect: () => void;
  /** Requests behind one that waits for storage; `null`: no request waits. */
  #waiting: Waiting[] | null = null;
  #idle: (() => void) | null = null;

  constructor(
    context: DispatcherContext,
    from: DeviceAddress,
    limits: SocketLimits,
    disconnect: () => void,
  ) {
    this.#context = context;
    this.#from = from;
    this.#limits = limits;
    this.#disconnect = disconnect;
  }

  /**
   * Handles an event of Socket.IO. The last argument is the acknowledgement callback, if the client
   * asked for one.
   */
  receive(event: unknown, args: readonly unknown[]): void {
    const name = typeof event === 'string' && isRequestName(event) ? event : null;
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? last : null;
    const payloads = acknowledge === null ? args : args.slice(0, -1);
    const reply: Reply = (answer) => {
      acknowledge?.(answer);
      if (name !== null) this.#context.onAnswered(name, answer);
    };
    const admission = this.#limits.admit(name, this.#context.now());
    switch (admission.is) {
      case 'disconnect':
        this.#context.logger.warn({ ...this.#from }, 'socket disconnected for flooding');
        this.#disconnect();
        return;
      case 'refused':
        reply({ ok: false, code: 'rate-limited', retryAfterMs: admission.retryAfterMs });
        return;
      case 'admitted':
        this.#enter(name, payloads, reply);
        return;
    }
  }

  /** Resolves when no request of this socket runs or waits. */
  async idle(): Promise<void> {
    if (this.#waiting !== null) await new Promise<void>((resolve) => (this.#idle = resolve));
  }

  #enter(name: RequestName | null, payloads: readonly unknown[], reply: Reply): void {
    const prepared = this.#prepare(name, payloads);
    if (!prepared.ok) {
      reply(prepared);
      return;
    }
    const request = { run: prepared.value, reply };
    if (this.#waiting === null) this.#answer(request);
    else this.#waiting.push(request);
  }

  #prepare(
    name: RequestName | null,
    payloads: readonly unknown[],
  ): { readonly ok: true; readonly value: Prepared } | Refusal {
    if (name === null) return refuse('malformed', 'event: no such request');
    if (payloads.length !== 1) return refuse('malformed', 'payload: expected exactly one');
    const prepared = prepare(name, this.#context.services, this.#from, payloads[0]);
    return prepared.ok ? prepared : complaint(payloads[0], prepared.issue);
  }

  /** Answers at once if the handler does; otherwise the next requests wait. */
  #answer(request: Waiting): void {
    const answer = this.#run(request.run);
    if (answer instanceof Promise) {
      this.#waiting = [];
      void this.#drain(request, answer);
    } else {
      request.reply(answer);
    }
  }

  async #drain(first: Waiting, firstAnswer: Promise<Answer>): Promise<void> {
    const waiting = this.#waiting ?? [];
    first.reply(await this.#settled(firstAnswer));
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      next.reply(await this.#settled(this.#run(next.run)));
    }
    this.#waiting = null;
    this.#idle?.();
  }

  #run(run: Prepared): Answer | Promise<Answer> {
    try {
      return run();
    } catch (error) {
      return this.#broken(error);
    }
  }

  async #settled(answer: Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } catch (error) {
      return this.#broken(error);
    }
  }

  #broken(error: unknown): Refusal {
    this.#context.logger.error({ ...this.#from, err: error }, 'request failed');
    return refuse('internal');
  }
}

function complaint(payload: unknown, issue: string): Refusal {
  return isTooLarge(payload) ? refuse('too-large') : refuse('malformed', issue);
}

function isTooLarge(payload: unknown): boolean {
  try {
    return (JSON.stringify(payload)?.length ?? 0) > maxPayloadCharacters;
  } catch {
    return false;
  }
}
