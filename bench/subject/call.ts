import type { Page } from '@playwright/test';
import { Home } from '../../e2e/pages/home.ts';
import type { Variant } from '../harness.ts';
import { openAppPair } from './app-pair.ts';

/**
 * The whole app: click on *Video call* to the first remote frame on both sides.
 *
 * @param tripMs - added to each way from one person through the server to the other
 */
export async function tatapCall(tripMs = 0): Promise<Variant> {
  const { caller, callee, close } = await openAppPair({ tripMs });
  await new Home(caller).openContact('Budi');
  await caller.evaluate(watch, '');
  await callee.evaluate(watch, 'Accept with video');
  return {
    async measure() {
      await new Home(caller).button('Video call').click();
      const seen = await Promise.all([firstFrame(caller), firstFrame(callee)]);
      const clickedAt = await caller.evaluate(() => window.clickedAt);
      await endCall(caller, callee);
      return Math.max(...seen) - Number(clickedAt);
    },
    close,
  };
}

async function firstFrame(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.firstFrameAt);
  return Number(await handle.jsonValue());
}

async function endCall(caller: Page, callee: Page): Promise<void> {
  // Controls fade while nobody moves; a person's hand would bring them back too.
  await caller.mouse.move(300, 300);
  await caller.mouse.move(320, 300);
  await caller.getByRole('button', { name: 'Hang up' }).click();
  for (const page of [caller, callee]) {
    await page.getByRole('button', { name: 'Close' }).click();
    await page.evaluate(() => {
      delete window.firstFrameAt;
    });
  }
}

/**
 * Runs in the page: notes when *Video call* is clicked and when the first remote frame is
 * presented, and presses the button called `answer` in the moment it appears.
 */
function watch(answer: string): void {
  const now = () => performance.timeOrigin + performance.now();
  document.addEventListener(
    'click',
    (event) => {
      const target = event.target instanceof Element ? event.target.closest('button') : null;
      if (target?.textContent?.includes('Video call')) window.clickedAt = now();
    },
    { capture: true },
  );
  const watched = new WeakSet<HTMLVideoElement>();
  const look = () => {
    const video = document.querySelector<HTMLVideoElement>('video[aria-label^="Video of"]');
    if (video !== null && !watched.has(video)) {
      watched.add(video);
      const follow = () =>
        video.requestVideoFrameCallback((_, { rtpTimestamp }) => {
          // The black of a track that waits did not come over the network.
          if (rtpTimestamp === undefined) follow();
          else window.firstFrameAt ??= now();
        });
      follow();
    }
    if (answer === '') return;
    for (const button of document.querySelectorAll('button')) {
      const name = button.getAttribute('aria-label') ?? button.textContent ?? '';
      if (name.trim() === answer && !watched.has(button as never)) {
        watched.add(button as never);
        button.click();
      }
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}
