// Views that read a signal are drawn again when it changes.
import '@preact/signals';
import { createProvided } from './hooks.ts';
import { useText } from './i18n/context.tsx';
import type { AppModel } from './model.ts';

/**
 * Everything that a view may read and do, and what gives it to the views below. Reading a signal's
 * `value` in a view subscribes it.
 */
export const [ModelProvider, useModel] = createProvided<AppModel>('ModelProvider');

/** Why this browser cannot make calls, as a tooltip for disabled controls; `undefined`: it can. */
export function useCannotCall(): string | undefined {
  const t = useText();
  return useModel().page.canCall ? undefined : t('notice.noCalls');
}
