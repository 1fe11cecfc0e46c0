import {
  type Bridge,
  type InvokeArgument,
  type InvokeName,
  type InvokeResult,
  invocations,
  type PushName,
  type PushPayload,
  parse,
} from '@tatap/protocol/ipc';

type Handler = (argument: unknown) => unknown;

/**
 * The preload bridge with a main process that a test plays. As strict as the real one: arguments
 * and results are parsed, and what no test has answered is refused.
 */
export class FakeBridge implements Bridge {
  readonly invoked: { name: InvokeName; argument: unknown }[] = [];
  readonly #handlers = new Map<InvokeName, Handler>();
  readonly #listeners = new Map<PushName, Set<(payload: never) => void>>();

  /** Answers `name` from now on; an error that is thrown rejects. */
  will<N extends InvokeName>(
    name: N,
    handler: (argument: InvokeArgument<N>) => InvokeResult<N>,
  ): void {
    this.#handlers.set(name, handler as Handler);
  }

  invoke: Bridge['invoke'] = async (name, argument) => {
    this.invoked.push({ name, argument });
    const parsed = parse(invocations[name].argument, argument);
    if (!parsed.ok) throw new Error('argument-refused');
    const handler = this.#handlers.get(name);
    if (handler === undefined) throw new Error(`nobody answers ${name}`);
    const result = parse(invocations[name].result, handler(parsed.value));
    if (!result.ok) throw new Error('result-refused');
    return result.value as never;
  };

  on: Bridge['on'] = (name, listener) => {
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set);
    set.add(listener);
    return () => set.delete(listener);
  };

  /** The main process says something without being asked. */
  push<N extends PushName>(name: N, payload: PushPayload<N>): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(payload as never);
  }
}
