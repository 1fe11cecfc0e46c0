import type { Page } from '@playwright/test';
import { Home } from '../../e2e/pages/home.ts';
import { arrived, watchArrival } from '../arrivals.ts';
import type { Variant } from '../harness.ts';
import { openAppPair } from './app-pair.ts';

const watch = { what: 'firstFrame', selector: 'video[aria-label^="Video of"]', sides: 1 } as const;

/**
 * The whole app: click on *Video call* to the first remote frame on both sides.
 *
 * @param tripMs - added to each way from one person through the server to the other
 */
export async function tatapCall(tripMs = 0): Promise<Variant> {
  const { caller, callee, close } = await openAppPair({ tripMs });
  const pages = [caller, callee];
  await new Home(caller).openContact('Budi');
  await caller.evaluate(noteClicks);
  await callee.evaluate(answerAtOnce);
  return {
    async measure() {
      for (const page of pages) await page.evaluate(watchArrival, watch);
      await new Home(caller).button('Video call').click();
      const seenAt = await arrived(pages);
      const clickedAt = await caller.evaluate(() => window.clickedAt);
      await endCall(caller, callee);
      return seenAt - Number(clickedAt);
    },
    close,
  };
}

async function endCall(caller: Page, callee: Page): Promise<void> {
  // Controls fade while nobody moves; a person's hand would bring them back too.
  await caller.mouse.move(300, 300);
  await caller.mouse.move(320, 300);
  await caller.getByRole('button', { name: 'Hang up' }).click();
  for (const page of [caller, callee]) await page.getByRole('button', { name: 'Close' }).click();
}

/** Runs in the page: notes when *Video call* is clicked. */
function noteClicks(): void {
  const note = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (!button?.textContent?.includes('Video call')) return;
    window.clickedAt = performance.timeOrigin + performance.now();
  };
  document.addEventListener('click', note, { capture: true });
}

/** Runs in the page: presses *Accept with video* in the moment it appears. */
function answerAtOnce(): void {
  const pressed = new WeakSet<HTMLButtonElement>();
  const look = () => {
    for (const button of document.querySelectorAll('button')) {
      const name = button.getAttribute('aria-label') ?? button.textContent ?? '';
      if (name.trim() !== 'Accept with video' || pressed.has(button)) continue;
      pressed.add(button);
      button.click();
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
