import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Failure, Result } from '../../result.ts';
import type { InputProblem } from './checks.ts';

/** Where sending the form stands. */
type Submission =
  | { readonly state: 'idle' }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | { readonly state: 'done' };

type FieldChecks<Name extends string> = Readonly<
  Record<Name, (text: string) => InputProblem | null>
>;

/** The texts of a form, what is wrong with them, and how sending them goes. */
export interface Form<Name extends string> {
  readonly values: ReadonlySignal<Readonly<Record<Name, string>>>;
  /** The problems that are to be shown now. */
  readonly problems: ReadonlySignal<Readonly<Partial<Record<Name, InputProblem>>>>;
  readonly submission: ReadonlySignal<Submission>;
  set(name: Name, value: string): void;
  /** The person left the field: from now on everything wrong with it is shown. */
  leave(name: Name): void;
  /**
   * Shows every problem; without one sends. Does nothing while a send is pending.
   *
   * @returns the first field with a problem, which should get the focus
   */
  submit(send: (values: Readonly<Record<Name, string>>) => Promise<Result>): Promise<Name | null>;
  /** Keeps what was typed, and forgets what was wrong with it: the form is for something else. */
  clear(): void;
  /** Back to the first values, nothing shown. */
  reset(): void;
}

/**
 * @param checks by field, in the order in which they stand in the form
 * @param needed the fields that count now, for forms that show some of theirs
 */
export function createForm<Name extends string>(
  initial: Readonly<Record<Name, string>>,
  checks: FieldChecks<Name>,
  needed: () => readonly Name[] = () => Object.keys(checks) as Name[],
): Form<Name> {
  const values = signal(initial);
  const left = signal<ReadonlySet<Name>>(new Set());
  const submission = signal<Submission>({ state: 'idle' });

  const problemOf = (name: Name) => checks[name](values.value[name]);
  const problems = computed(() => {
    const shown: Partial<Record<Name, InputProblem>> = {};
    for (const name of needed()) {
      const problem = problemOf(name);
      if (problem !== null && (problem.early || left.value.has(name))) shown[name] = problem;
    }
    return shown;
  });

  function clear(): void {
    left.value = new Set();
    submission.value = { state: 'idle' };
  }

  return {
    values,
    problems,
    submission,
    set(name, value) {
      values.value = { ...values.value, [name]: value };
      // What was refused was another text.
      if (submission.value.state !== 'pending') submission.value = { state: 'idle' };
    },
    leave(name) {
      // Passing through an empty field is no mistake yet.
      if (values.value[name] !== '') left.value = new Set([...left.value, name]);
    },
    async submit(send) {
      if (submission.value.state === 'pending') return null;
      left.value = new Set(needed());
      const wrong = needed().find((name) => problemOf(name) !== null);
      if (wrong !== undefined) return wrong;
      submission.value = { state: 'pending' };
      const result = await send(values.value);
      submission.value = result.ok ? { state: 'done' } : { state: 'failed', failure: result };
      return null;
    },
    clear,
    reset() {
      values.value = initial;
      clear();
    },
  };
}

/** The failure of the last send, if it failed. */
export function failureOf(submission: Submission): Failure | null {
  return submission.state === 'failed' ? submission.failure : null;
}

/** Something asked for by one press, and how it goes. */
interface Action {
  readonly submission: ReadonlySignal<Submission>;
  /** Asks, unless an answer is still awaited. @returns whether it succeeded */
  run(ask: () => Promise<Result>): Promise<boolean>;
}

export function createAction(): Action {
  const submission = signal<Submission>({ state: 'idle' });
  return {
    submission,
    async run(ask) {
      if (submission.value.state === 'pending') return false;
      submission.value = { state: 'pending' };
      const result = await ask();
      submission.value = result.ok ? { state: 'done' } : { state: 'failed', failure: result };
      return result.ok;
    },
  };
}

/**
 * A password that is shorter than any may be is refused before the server compares it; for the
 * person it is simply wrong.
 */
export function asWrongPassword<T extends object>(result: Result<T>): Result<T> {
  return !result.ok && result.code === 'malformed'
    ? { ok: false, code: 'wrong-credentials' }
    : result;
}
