import type { Result } from '../../../result.ts';
import { useToast } from '../../components/toasts.tsx';
import { createProvided } from '../../hooks.ts';
import { useI18n } from '../../i18n/context.tsx';
import { describeFailure } from '../../i18n/describe.ts';
import { useModel } from '../../use-model.tsx';
import type { HomeState } from './home-state.ts';

/** What is chosen, typed and open on the home screen. */
export const [HomeProvider, useHome] = createProvided<HomeState>('HomeProvider');

/** Does something that may fail, and says so if it does; answers whether it worked. */
export function useAct(): (action: Promise<Result>) => Promise<boolean> {
  const i18n = useI18n();
  const toast = useToast();
  return async (action) => {
    const result = await action;
    if (!result.ok) toast({ kind: 'danger', text: describeFailure(i18n, result), topic: 'act' });
    return result.ok;
  };
}

/** Whether the server is there: without it nobody can be called or asked anything. */
export function useOnline(): boolean {
  const session = useModel().account.session.value;
  return session.phase === 'signed-in' && session.connection.state === 'online';
}
