import type { ReadonlySignal } from '@preact/signals-core';
import type { StepFindings, StepId } from './findings.ts';
import type { Verdict } from './verdicts.ts';

/** A step that has found something; `tookMs` is how long it worked. */
interface Done<S extends StepId> {
  readonly step: S;
  readonly state: 'done';
  readonly finding: StepFindings[S];
  readonly verdict: Verdict;
  readonly tookMs: number;
}

export type DoneRow = { readonly [S in StepId]: Done<S> }[StepId];

/** How one step stands. */
export type StepRow = { readonly step: StepId; readonly state: 'waiting' | 'running' } | DoneRow;

export type SetupSnapshot =
  | { readonly state: 'running'; readonly rows: readonly StepRow[] }
  | {
      readonly state: 'done';
      readonly rows: readonly DoneRow[];
      /** When it began, milliseconds since the epoch, and how long all of it took. */
      readonly startedAt: number;
      readonly tookMs: number;
    };

/** A check under way, or done. */
export interface SetupCheck {
  readonly snapshot: ReadonlySignal<SetupSnapshot>;
  /** Ends it: devices and connections are released at once. Idempotent. */
  close(): void;
}

export interface SetupModel {
  /** Begins a check; at most 10 s later it is done, and has released everything by itself. */
  start(): SetupCheck;
}
