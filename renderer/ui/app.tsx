import { useEffect, useMemo } from 'preact/hooks';
import { createToastList } from './components/toast-list.ts';
import { ToastProvider, Toasts } from './components/toasts.tsx';
import { useTheme } from './hooks.ts';
import { I18nProvider } from './i18n/context.tsx';
import type { AppModel } from './model.ts';
import { pageClock } from './page-clock.ts';
import { Shell } from './shell/shell.tsx';
import { createShellState, ShellProvider } from './shell/shell-state.ts';
import { ShortcutProvider } from './shortcuts/index.ts';
import { ModelProvider } from './use-model.tsx';
import './theme/tokens.css';
import './theme/base.css';

/** The whole user interface. It draws the model's snapshots and calls its actions, nothing else. */
export function App({ model }: { model: AppModel }) {
  const { language, theme } = model.settings.settings.value;
  const shell = useMemo(() => createShellState(model), [model]);
  const toasts = useMemo(() => createToastList(pageClock), []);
  useEffect(() => () => shell.close(), [shell]);
  useTheme(theme);

  return (
    <ModelProvider value={model}>
      <I18nProvider language={language}>
        <ShortcutProvider platform={model.host.platform}>
          <ShellProvider value={shell}>
            <ToastProvider value={toasts}>
              <Shell />
              <Toasts />
            </ToastProvider>
          </ShellProvider>
        </ShortcutProvider>
      </I18nProvider>
    </ModelProvider>
  );
}
