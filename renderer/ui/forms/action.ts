import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Result } from '../../result.ts';
import type { Submission } from './form.ts';

/** Something asked for by one press, and how it goes. */
export interface Action {
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
