import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { type Browser, chromium, type Page } from '@playwright/test';
import { BareWindow } from './bare-window.ts';

/** V8 without its compilers: machine code grows for dozens of calls, and is no leak. */
export const interpretedOnly = ['--js-flags=--no-sparkplug --no-maglev --no-turbofan'] as const;

/** Starts the Chromium that measures: fake devices, no questions asked, loopback allowed for ICE. */
export function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const system = '/usr/bin/chromium';
  return chromium.launch({
    ...(existsSync(system) ? { executablePath: system } : {}),
    args: [
      ...flags,
      '--use-fake-device-for-media-stream=fps=30',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

/** Windows of one browser, a person's each, that nothing looks into any more. */
export interface BareWindows {
  readonly windows: readonly BareWindow[];
  close(): Promise<void>;
}

/** What of a window the app sees, in CSS pixels; its frame takes some more. */
export const windowSize = { width: 1180, height: 760 };
const frameHeight = 87;

/**
 * Opens so many windows. `prepare` makes their pages ready with Playwright, which then lets go of
 * them; they are of one profile, so that what is not to be shared has to lie at different origins.
 */
export async function openWindows(
  count: number,
  prepare: (pages: readonly Page[]) => Promise<void>,
): Promise<BareWindows> {
  const port = await freePort();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  try {
    const watched = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const opened = await openPages(watched, count);
    await prepare(opened.map(({ page }) => page));
    await watched.close();
    const windows = await Promise.all(
      opened.map(({ id }) => BareWindow.attach(`ws://127.0.0.1:${port}/devtools/page/${id}`)),
    );
    return { windows, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

interface OpenedPage {
  readonly page: Page;
  /** What the browser calls it. */
  readonly id: string;
}

/** A window each: the browser draws one that lies behind another only once a second. */
async function openPages(browser: Browser, count: number): Promise<readonly OpenedPage[]> {
  const [profile] = browser.contexts();
  if (profile === undefined) throw new Error('a browser without a profile');
  const session = await browser.newBrowserCDPSession();
  const opened: OpenedPage[] = [];
  while (opened.length < count) {
    const page = profile.waitForEvent('page');
    const { targetId: id } = await session.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width: windowSize.width,
      height: windowSize.height + frameHeight,
    });
    opened.push({ page: await page, id });
  }
  return opened;
}

/** Shows a page of its own that no server knows, at an address that may use devices. */
export async function openBlank(page: Page, body: string): Promise<void> {
  const url = 'http://localhost:1/';
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
