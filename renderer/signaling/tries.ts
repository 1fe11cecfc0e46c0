/** How long one try to connect may take. */
const tryMs = 8_000;

/**
 * A connection that was cut because the server's answer is overdue is made anew within this time, by
 * a try that is given up soon: the way out may not have changed yet, and what begins on a dead way
 * stays on it (TCP). Devices of one server that is slow for all are spread over it.
 */
const earlyWithinMs = 200;
const earlyTryMs = 2_000;
/** TCP, TLS, WebSocket and Engine.IO take three to five round trips before either side is heard. */
const tripsToConnect = 6;

const inTurn = { kind: 'in-turn', withinMs: tryMs } as const;

/** When the next try to connect is made and how long it may take, since the last that succeeded. */
export class Tries {
  readonly #random: () => number;
  #next: { readonly kind: 'in-turn' | 'early'; readonly withinMs: number } = inTurn;
  #made = 0;

  /** @param random 0 to 1, as `Math.random` */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** How long the next try may take, or the one that is under way, in milliseconds. */
  get withinMs(): number {
    return this.#next.withinMs;
  }

  /** How long to wait for the next try, in milliseconds; a later one waits longer. */
  takeWaitMs(): number {
    if (this.#next.kind === 'early') return earlyWithinMs * this.#random();
    this.#made += 1;
    return backoffMs(this.#made - 1, this.#random);
  }

  /**
   * The next try is made at once and given up soon.
   *
   * @param tripMs - how long an answer of the server took, where that is known
   */
  hurry(tripMs: number | null): void {
    const neededMs = tripsToConnect * (tripMs ?? 0);
    this.#next = { kind: 'early', withinMs: Math.max(earlyTryMs, neededMs) };
  }

  /** Says whether the try that failed was an early one, which tells little of whether there is a way. */
  failed(): 'in-turn' | 'early' {
    const { kind } = this.#next;
    this.#next = inTurn;
    return kind;
  }

  /** There is reason to hope: waits are short again. */
  beginAnew(): void {
    this.#made = 0;
  }

  succeeded(): void {
    this.#next = inTurn;
    this.#made = 0;
  }
}

const firstMs = 600;
const longestMs = 10_000;

/**
 * How long to wait before try number `attempt` (0 is the first after a loss): between half and the
 * whole of a time that doubles from 0.6 s to 10 s. The random half keeps the devices of a server
 * that restarts from coming back in one moment ("equal jitter").
 *
 * @param random 0 to 1, as `Math.random`
 * @returns milliseconds, 300 to 10,000
 */
function backoffMs(attempt: number, random: () => number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 16));
  return Math.round(full / 2 + (full / 2) * random());
}
