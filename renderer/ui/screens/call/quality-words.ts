import { assertNever } from '@tatap/protocol/signaling';
import type { Cause } from '../../../quality/verdict.ts';
import type { QualityText } from '../../i18n/quality.ts';

/** Why a call is as it is, as a person would say it; `null` where there is nothing to say. */
export function causeWords({ t, format }: QualityText, cause: Cause, name: string): string | null {
  switch (cause.kind) {
    case 'well':
      return null;
    case 'loss':
      return t(`quality.loss.${cause.where}`, { name, percent: format.percent(cause.share) });
    case 'slow':
      return t(`quality.slow.${cause.where}`, { name });
    case 'processor':
      return t(`quality.processor.${cause.where}`, { name });
    case 'delay':
      return t('quality.delay', { time: format.milliseconds(cause.roundTripMs) });
    default:
      return assertNever(cause);
  }
}

/** The same while only numbers change: what is read out again when it is another. */
export function causeKey(cause: Cause): string {
  return 'where' in cause ? `${cause.kind} ${cause.where}` : cause.kind;
}
