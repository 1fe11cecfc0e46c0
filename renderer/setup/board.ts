import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Clock } from '../clock.ts';
import { type Findings, relaySteps, type StepFindings, type StepId, stepIds } from './findings.ts';
import type { DoneRow, SetupSnapshot, StepRow } from './model.ts';
import { assess, verdictOf } from './verdicts.ts';

/** Where the steps write down what they find, and what is shown of it. */
export class Board {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #snapshot;
  /** When each step began and ended. */
  readonly #began = new Map<StepId, number>();
  readonly #took = new Map<StepId, number>();
  #findings: Findings = {};

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#snapshot = signal<SetupSnapshot>({ state: 'running', rows: this.#rows() });
  }

  get snapshot(): ReadonlySignal<SetupSnapshot> {
    return this.#snapshot;
  }

  begin(step: StepId): void {
    this.#began.set(step, this.#clock.now());
    this.#show();
  }

  /** Writes down what a step found; without `begin` it took no time. */
  finish<S extends StepId>(step: S, finding: StepFindings[S]): void {
    const now = this.#clock.now();
    this.#took.set(step, now - (this.#began.get(step) ?? now));
    this.#findings = { ...this.#findings, [step]: finding };
    this.#show();
  }

  /** All steps have finished. */
  close(): void {
    const rows = this.#rows().filter((row): row is DoneRow => row.state === 'done');
    const startedAt = this.#startedAt;
    const tookMs = this.#clock.now() - startedAt;
    this.#snapshot.value = { state: 'done', rows, startedAt, tookMs };
  }

  #show(): void {
    this.#snapshot.value = { state: 'running', rows: this.#rows() };
  }

  #rows(): StepRow[] {
    const findings = assess(this.#findings);
    const hasRelays = findings['turn-udp']?.kind !== 'no-relay';
    // Where there is no relay, one row says it for all transports.
    const isShown = (step: StepId) =>
      hasRelays || step === 'turn-udp' || !relaySteps.some((relay) => relay === step);
    return stepIds.filter(isShown).map((step) => this.#row(step, findings));
  }

  #row(step: StepId, findings: Findings): StepRow {
    const finding = findings[step];
    if (finding === undefined) {
      return { step, state: this.#began.has(step) ? 'running' : 'waiting' };
    }
    const verdict = verdictOf(step, finding, findings);
    const tookMs = this.#took.get(step) ?? 0;
    // The finding is this step's own, which the compiler does not see of a step in a variable.
    return { step, state: 'done', finding, verdict, tookMs } as DoneRow;
  }
}
