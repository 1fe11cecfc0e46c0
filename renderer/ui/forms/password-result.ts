import type { Result } from '../../result.ts';

/**
 * A password that is shorter than any may be is refused before the server compares it; for the
 * person it is simply wrong.
 */
export function asWrongPassword<T extends object>(result: Result<T>): Result<T> {
  return !result.ok && result.code === 'malformed'
    ? { ok: false, code: 'wrong-credentials' }
    : result;
}
