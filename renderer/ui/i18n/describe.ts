import { protocolVersion } from '@tatap/protocol/signaling';
import type { Failure } from '../../result.ts';
import type { I18n } from './i18n.ts';

/** Why something failed, as a sentence for the person who asked for it. */
export function describeFailure({ t }: I18n, failure: Failure): string {
  if (failure.code === 'rate-limited' && failure.retryAfterMs !== undefined) {
    return t('failure.rateLimitedFor', { count: Math.ceil(failure.retryAfterMs / 1000) });
  }
  if (failure.code === 'unsupported-version' && failure.versions !== undefined) {
    const newest = Math.max(...failure.versions);
    return t(newest < protocolVersion ? 'failure.serverTooOld' : 'failure.appTooOld');
  }
  return t(`failure.${failure.code}`);
}
