import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from '@playwright/test';

/** What a call does first (codecs begin, estimates climb) is not what it costs. */
const settleMs = 5_000;
const watchedMs = 10_000;

/** What all processes of a browser use of one core while it is left alone, in percent. */
export async function corePercent(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const seconds = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  await delay(settleMs);
  const [before, startedAt] = [await seconds(), performance.now()];
  await delay(watchedMs);
  const used = (await seconds()) - before;
  const took = (performance.now() - startedAt) / 1_000;
  await session.detach();
  return (100 * used) / took;
}
