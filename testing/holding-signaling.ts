import type { RequestInput, RequestName } from '@tatap/protocol/signaling';
import { FakeSignaling } from './fakes.ts';

type Held = { readonly name: RequestName; answer(value: object): void };

/** A server whose answers a test may hold back. */
export class HoldingSignaling extends FakeSignaling {
  readonly #held = new Set<RequestName>();
  readonly #waiting: Held[] = [];

  /** Answers to `name` wait for `release`. */
  hold(name: RequestName): void {
    this.#held.add(name);
  }

  /** Answers the oldest request of that name that waits. */
  release(name: RequestName, answer: object): void {
    const index = this.#waiting.findIndex((one) => one.name === name);
    const [one] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (one === undefined) throw new Error(`no ${name} waits for its answer`);
    one.answer(answer);
  }

  override request: FakeSignaling['request'] = async (name, payload) => {
    this.asked.push({ name, payload });
    if (this.#held.has(name)) {
      return new Promise<object>((answer) => {
        this.#waiting.push({ name, answer });
      }) as never;
    }
    return this.answerTo(name) as never;
  };

  /** What was asked under this name, oldest first. */
  payloads<N extends RequestName>(name: N): RequestInput<N>[] {
    return this.asked
      .filter((one) => one.name === name)
      .map((one) => one.payload as RequestInput<N>);
  }
}
