import { signal } from '@preact/signals-core';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { CallTally, QualityReport } from './call-report.ts';
import type { QualityModel, QualitySnapshot } from './model.ts';
import type { Ping, QualityPort } from './ports.ts';

export interface QualityOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Loads what asks the server. */
  loadPing(): Promise<Ping>;
  /** Whether the page is looked at. */
  attentive(): boolean;
}

/** Watches calls and holds what was seen. Its code comes with the first call, or when prepared. */
export function createQualityModel({
  log,
  loadPing,
  ...options
}: QualityOptions): QualityModel & QualityPort & { prepare(): void } {
  const snapshot = signal<QualitySnapshot | null>(null);
  const report = signal<QualityReport | null>(null);
  let tally: CallTally | null = null;
  const load = () => Promise.all([import('./watch.ts'), loadPing()]);

  return {
    snapshot,
    report,
    /** Fetches the code, so that no call has to on a line that it needs itself. */
    prepare() {
      load().catch((cause) => log.warn('quality not prepared', { cause }));
    },
    watch(subject) {
      let end = () => {};
      let wanted = true;
      const { callId } = subject;
      load().then(
        ([{ CallTally: Tally, watchQuality }, ping]) => {
          if (!wanted) return;
          const sums = tally?.callId === callId ? tally : new Tally(callId);
          tally = sums;
          end = watchQuality(subject, {
            ...options,
            ping,
            onSample(sample, verdict) {
              sums.add(sample, verdict);
              snapshot.value = { callId, sample, verdict };
            },
          });
        },
        (cause) => log.warn('quality not watched', { cause }),
      );
      return () => {
        wanted = false;
        end();
        snapshot.value = null;
        if (tally?.callId === callId) report.value = tally.report;
      };
    },
  };
}
