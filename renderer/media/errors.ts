import type { DeviceProblem } from '../settings/model.ts';

/**
 * What a failed `getUserMedia` means (W3C Media Capture and Streams, section 10.2). `AbortError` is
 * what some systems give for a device that another program holds; `OverconstrainedError`, after what
 * else was demanded has been made a wish, means that the device asked for is gone.
 */
export function openProblemOf(error: unknown): DeviceProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'OverconstrainedError':
    case 'NotFoundError':
      return 'none';
    case 'TypeError':
      return 'unsupported';
    default:
      // NotReadableError and AbortError.
      return 'in-use';
  }
}
