import { assertNever } from '@tatap/protocol/ipc';
import { app, dialog, type RenderProcessGoneDetails, type WebContents } from 'electron';
import type { Texts } from '../i18n/texts.ts';
import type { Logger } from '../log/log.ts';

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

/** A page that crashes again this soon would only crash in a circle. Milliseconds. */
const calmMs = 60_000;

/**
 * What to do about a page whose process is gone. Times are milliseconds of a monotonic clock, which
 * does not jump when somebody sets the machine's clock.
 */
export function reactToCrash(
  reason: RenderProcessGoneDetails['reason'],
  lastReloadAt: number | null,
  now: number,
): 'ignore' | 'reload' | 'ask' {
  switch (reason) {
    case 'clean-exit':
      return 'ignore';
    case 'abnormal-exit':
    case 'killed':
    case 'crashed':
    case 'oom':
    case 'launch-failed':
    case 'integrity-failure':
    case 'memory-eviction':
      return lastReloadAt === null || now - lastReloadAt >= calmMs ? 'reload' : 'ask';
    default:
      return assertNever(reason);
  }
}
