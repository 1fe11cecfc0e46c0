import { assertNever } from '@tatap/protocol/ipc';
import type { RenderProcessGoneDetails } from 'electron';

/** A page that crashes again this soon would only crash in a circle. Milliseconds. */
const calmMs = 60_000;

/**
 * What to do about a page whose process is gone. Times are milliseconds of a monotonic clock, which
 * does not jump when somebody sets the machine's clock.
 */
export function reactToCrash(
  reason: RenderProcessGoneDetails['reason'],
  lastReloadAt: number | null,
  now: number,
): 'ignore' | 'reload' | 'ask' {
  switch (reason) {
    case 'clean-exit':
      return 'ignore';
    case 'abnormal-exit':
    case 'killed':
    case 'crashed':
    case 'oom':
    case 'launch-failed':
    case 'integrity-failure':
    case 'memory-eviction':
      return lastReloadAt === null || now - lastReloadAt >= calmMs ? 'reload' : 'ask';
    default:
      return assertNever(reason);
  }
}
