import { launchBrowser } from '../browser.ts';
import { startServer } from '../child.ts';
import type { Variant } from '../harness.ts';

/** Navigation to connected, of a bare page with a socket: what any such app waits for. */
export async function barePageStart(): Promise<Variant> {
  const server = await startServer('baseline/relay-server.ts');
  const browser = await launchBrowser();
  const page = await browser.newPage();
  await page.addInitScript(() => {
    const look = () => {
      if (document.title === 'ready') window.usableAt ??= performance.now();
      else requestAnimationFrame(look);
    };
    look();
  });
  return {
    async measure() {
      await page.goto(`${server.url}/?name=a`);
      const handle = await page.waitForFunction(() => window.usableAt);
      return Number(await handle.jsonValue());
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
