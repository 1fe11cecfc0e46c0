import { useText } from './i18n/context.tsx';
import { useModel } from './use-model.tsx';

/** Why this browser can call nobody, for what is disabled by it; `undefined` where it can. */
export function useCannotCall(): string | undefined {
  const t = useText();
  return useModel().page.canCall ? undefined : t('notice.noCalls');
}
