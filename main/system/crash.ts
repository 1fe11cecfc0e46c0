import { app, dialog, type WebContents } from 'electron';
import type { Texts } from '../i18n/texts.ts';
import type { Logger } from '../log/log.ts';
import { reactToCrash } from './crash-policy.ts';

/** Loads a page anew after its process crashed; asks the person when it happens again soon. */
export function setupCrashHandling(texts: () => Texts, log: Logger): void {
  app.on('web-contents-created', (_event, contents) => {
    let lastReloadAt: number | null = null;
    contents.on('render-process-gone', (_gone, { reason, exitCode }) => {
      const now = performance.now();
      const reaction = reactToCrash(reason, lastReloadAt, now);
      if (reaction === 'ignore') return;
      log.error('page process gone', { reason, exitCode, reaction });
      lastReloadAt = now;
      if (reaction === 'reload') contents.reload();
      else void ask(contents, texts(), log);
    });
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log.warn('helper process gone', { type, reason, exitCode, name });
  });
}

async function ask(contents: WebContents, texts: Texts, log: Logger): Promise<void> {
  try {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: texts.crashed,
      detail: texts.crashedDetail,
      buttons: [texts.reload, texts.quit],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) app.quit();
    else if (!contents.isDestroyed()) contents.reload();
  } catch (error) {
    log.error('crash dialog failed', { error });
  }
}
