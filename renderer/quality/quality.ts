import { signal } from '@preact/signals-core';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { CallTally, QualityReport } from './call-report.ts';
import type { QualityModel, QualitySnapshot } from './model.ts';
import type { Ping, QualityPort } from './ports.ts';

export interface QualityOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Loads what asks the server: with the first call, because no bad line lets it through later. */
  loadPing(): Promise<Ping>;
  /** Whether the page is looked at. */
  attentive(): boolean;
}

/** Watches calls and holds what was seen. Its code comes with the first call. */
export function createQualityModel({
  log,
  loadPing,
  ...options
}: QualityOptions): QualityModel & QualityPort {
  const snapshot = signal<QualitySnapshot | null>(null);
  const report = signal<QualityReport | null>(null);
  let tally: CallTally | null = null;

  return {
    snapshot,
    report,
    watch(subject) {
      let end = () => {};
      let wanted = true;
      const { callId } = subject;
      Promise.all([import('./watch.ts'), loadPing()]).then(
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
