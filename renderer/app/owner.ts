import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals-core';
import type { CallSnapshot } from '../calls/model.ts';
import type { RunningOwnership } from '../pages/ownership.ts';
import { Scope } from '../scope.ts';

export interface OwnedParts {
  readonly pages: RunningOwnership;
  readonly calls: ReadonlySignal<readonly CallSnapshot[]>;
  /** Begins the session. Called each time this page becomes the owner. */
  begin(): void;
  /** Ends calls and session. Called each time another page becomes the owner. */
  end(): void;
}

/** Runs the session while this page owns the profile, and tells other pages of a call here. */
export function runWhileOwner({ pages, calls, begin, end }: OwnedParts): () => void {
  const scope = new Scope();
  const owns = computed(() => pages.ownership.value.state === 'here');
  const inCall = computed(() => calls.value.some(wouldEnd));
  let state: 'resting' | 'running' = 'resting';
  scope.own(
    effect(() => {
      const next = owns.value ? 'running' : 'resting';
      if (next === state) return;
      state = next;
      untracked(next === 'running' ? begin : end);
    }),
  );
  scope.own(effect(() => pages.setInCall(inCall.value)));
  return () => scope.end();
}

/** Whether a call ends when another page takes over. One that rings here goes on ringing there. */
function wouldEnd({ phase }: CallSnapshot): boolean {
  return phase === 'outgoing' || phase === 'connecting' || phase === 'active';
}
