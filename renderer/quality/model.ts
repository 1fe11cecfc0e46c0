import type { ReadonlySignal } from '@preact/signals-core';
import type { CallId } from '@tatap/protocol/signaling';
import type { QualityReport } from './call-report.ts';
import type { Sample } from './sample.ts';
import type { Verdict } from './verdict.ts';

/** What is known of the running call's quality. */
export interface QualitySnapshot {
  readonly callId: CallId;
  /** The last second. */
  readonly sample: Sample;
  /** What is shown of the last seconds: it does not jump. */
  readonly verdict: Verdict;
}

/** The quality of calls as the views use it. Nothing of it leaves this device but what a person copies. */
export interface QualityModel {
  /** `null` outside of calls, and in their first two seconds. */
  readonly snapshot: ReadonlySignal<QualitySnapshot | null>;
  /** Of the last call that had media, from its first second on; `null` before there was one. */
  readonly report: ReadonlySignal<QualityReport | null>;
}
