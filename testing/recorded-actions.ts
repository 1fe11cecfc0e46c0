import type { Failure, Result } from '../renderer/result.ts';

/** What a view asked of the model: the action's name and its arguments. */
export interface Recorded {
  readonly action: string;
  readonly arguments: readonly unknown[];
}

/** What a test sees of the actions, and how it says how they end. */
export interface RecordedActions {
  /** Every action in its order. */
  readonly recorded: readonly Recorded[];
  /** Makes an action fail from now on, `null` succeed again; the name is `account.signIn`. */
  fail(action: string, failure: Failure | null): void;
  /** Keeps an action pending until the returned function is called. */
  hold(action: string): () => void;
}

/** Actions of a model without a domain: each is recorded and answered as told. */
export interface Actions extends RecordedActions {
  /** An action without an answer. */
  record(action: string, ...args: readonly unknown[]): void;
  /** An action that answers with `success()`. */
  act<T extends object>(
    action: string,
    args: readonly unknown[],
    success: () => T,
  ): Promise<Result<T>>;
  /** An action that answers that it is done. */
  done(action: string, ...args: readonly unknown[]): Promise<Result>;
  /** An action that ends, and never fails. */
  finish(action: string, ...args: readonly unknown[]): Promise<void>;
  /** Whether the action is told to fail. */
  fails(action: string): boolean;
}

/** Actions that all succeed at once, until a test says otherwise. */
export function createActions(): Actions {
  const recorded: Recorded[] = [];
  const failures = new Map<string, Failure>();
  const gates = new Map<string, Promise<void>>();

  const record = (action: string, ...args: readonly unknown[]): void => {
    recorded.push({ action, arguments: args });
  };
  const act = async <T extends object>(
    action: string,
    args: readonly unknown[],
    success: () => T,
  ): Promise<Result<T>> => {
    record(action, ...args);
    await gates.get(action);
    return failures.get(action) ?? { ok: true, ...success() };
  };
  const done = (action: string, ...args: readonly unknown[]): Promise<Result> =>
    act(action, args, () => ({}));
  const finish = async (action: string, ...args: readonly unknown[]): Promise<void> => {
    record(action, ...args);
    await gates.get(action);
  };

  return {
    recorded,
    record,
    act,
    done,
    finish,
    fails: (action) => failures.has(action),
    fail(action, failure) {
      if (failure === null) failures.delete(action);
      else failures.set(action, failure);
    },
    hold(action) {
      const { promise, resolve } = Promise.withResolvers<void>();
      gates.set(action, promise);
      return () => {
        gates.delete(action);
        resolve();
      };
    },
  };
}
