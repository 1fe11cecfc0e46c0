import type { Locator, Page } from '@playwright/test';
import { Home } from '../../e2e/pages/home.ts';
import { type Arrival, arrived, rememberConnections, watchArrival } from '../arrivals.ts';
import type { Variant } from '../harness.ts';
import { openAppPair } from './app-pair.ts';

declare global {
  interface Window {
    /** When the button that accepts was clicked, in ms since the epoch. */
    acceptedAt?: number;
  }
}

/** How long it rings before somebody answers; by then the link is up. */
const ringMs = 2_000;

/**
 * How long a hand holds a mouse's button down in a click: 80 ms in the mean (A. Dieulot, Web
 * Performance Calendar 2019), 87 at 25 to 34 years and 137 over 65 (Edmonds and Azzopardi, 2026).
 */
const pressMs = 80;

const selector = 'video[aria-label^="Video of"]';

export interface AnswerOptions {
  /** Added to each way from one person through the server to the other; none by default. */
  readonly tripMs?: number;
  /** By the mouse, held down for `pressMs`; or by Enter, which clicks as it goes down. */
  readonly by?: 'mouse' | 'key';
}

/**
 * The whole app: the click on *Accept with video*, after 2 s of ringing, to the first of `what` on
 * both sides. It clicks when the button is let go, as in every browser.
 */
export async function tatapAnswer(
  what: Arrival,
  { tripMs = 0, by = 'mouse' }: AnswerOptions = {},
): Promise<Variant> {
  const { caller, callee, close } = await openAppPair({ tripMs, before: rememberConnections });
  const pages = [caller, callee];
  await new Home(caller).openContact('Budi');
  return {
    async measure() {
      for (const page of pages) await page.evaluate(watchArrival, { what, selector, sides: 1 });
      await new Home(caller).button('Video call').click();
      const accept = callee.getByRole('button', { name: 'Accept with video' });
      await accept.waitFor();
      await callee.waitForTimeout(ringMs);
      await accept.evaluate(noteClick);
      await press(accept, by);
      const seenAt = await arrived(pages);
      const acceptedAt = await callee.evaluate(() => window.acceptedAt);
      await end(caller, callee);
      return seenAt - Number(acceptedAt);
    },
    close,
  };
}

/** Runs in the page: notes when the button is clicked next, in `acceptedAt`. */
export function noteClick(button: Element): void {
  const note = () => {
    window.acceptedAt = performance.timeOrigin + performance.now();
  };
  button.addEventListener('click', note, { capture: true, once: true });
}

async function press(button: Locator, by: 'mouse' | 'key'): Promise<void> {
  if (by === 'mouse') await button.click({ delay: pressMs });
  else await button.press('Enter');
}

async function end(caller: Page, callee: Page): Promise<void> {
  await caller.mouse.move(300, 300);
  await caller.mouse.move(320, 300);
  await caller.getByRole('button', { name: 'Hang up' }).click();
  for (const page of [caller, callee]) await page.getByRole('button', { name: 'Close' }).click();
}
