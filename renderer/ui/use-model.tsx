// Views that read a signal are drawn again when it changes.
import '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useText } from './i18n/context.tsx';
import type { AppModel } from './model.ts';

const ModelContext = createContext<AppModel | null>(null);

/** Gives the views below it their model. */
export const ModelProvider = ModelContext.Provider;

/** Everything that a view may read and do. Reading a signal's `value` in a view subscribes it. */
export function useModel(): AppModel {
  const model = useContext(ModelContext);
  if (model === null) throw new Error('a view outside of ModelProvider');
  return model;
}

/** Why this browser cannot make calls, as a tooltip for disabled controls; `undefined`: it can. */
export function useCannotCall(): string | undefined {
  const t = useText();
  return useModel().page.canCall ? undefined : t('notice.noCalls');
}
