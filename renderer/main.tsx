import { render } from 'preact';
import { version } from '../package.json';
import { CrashGuard, logUncaught } from './app/crash.tsx';
import { createApp } from './app/create-app.ts';
import { rememberTheme } from './app/theme.ts';
import { consoleSink, createLogger } from './log.ts';
import type { Platform } from './platform/platform.ts';
import { createWebPlatform } from './platform/web/web.ts';
import { LocalStore, onPageStored, pageStorage } from './storage/local.ts';
import { App } from './ui/app.tsx';
import { StartingScreen } from './ui/shell/resting.tsx';

const log = createLogger(consoleSink);
const store = new LocalStore({ storage: pageStorage(), log, onStored: onPageStored });

async function choosePlatform(): Promise<Platform> {
  const bridge = window.tatap;
  if (bridge === undefined) return createWebPlatform({ store, log, version });
  // The app's own files are on this computer; the web client does without them.
  const { createDesktopPlatform } = await import('./platform/desktop/desktop.ts');
  return createDesktopPlatform({ bridge, store, log });
}

async function start(): Promise<void> {
  logUncaught(log);
  const root = document.getElementById('root');
  if (root === null) throw new Error('no element #root in index.html');
  // Some stores take seconds to answer.
  render(<StartingScreen />, root);
  const platform = await choosePlatform();
  const app = await createApp({ platform, store, log });
  const { model } = app;
  rememberTheme(model.settings, store);

  // Browsers let a page ask for notifications in answer to a press only.
  document.addEventListener('click', () => {
    const { notifyIncomingCalls } = model.settings.settings.peek();
    const signedIn = model.account.session.peek().phase === 'signed-in';
    if (signedIn && notifyIncomingCalls) platform.alerts.prepare();
  });
  platform.onQuitting(() => app.leave());
  // A page in the browser's back/forward cache lives on, and comes back.
  window.addEventListener('pagehide', ({ persisted }) => {
    if (!persisted) app.close();
  });

  render(
    <CrashGuard log={log}>
      <App model={model} />
    </CrashGuard>,
    root,
  );
  app.start();
}

void start().catch((cause: unknown) => log.error('not started', { cause }));
