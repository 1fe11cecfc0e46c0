import { Home } from '../../e2e/pages/home.ts';
import { type Arrival, arrived, rememberConnections, watchArrival } from '../arrivals.ts';
import type { Variant } from '../harness.ts';
import { openAppPair } from './app-pair.ts';

/** How long it rings before somebody answers; by then the link is up. */
const ringMs = 2_000;

const selector = 'video[aria-label^="Video of"]';

/**
 * The whole app: *Accept with video*, after 2 s of ringing, to the first of `what` on both sides.
 *
 * @param tripMs - added to each way from one person through the server to the other
 */
export async function tatapAnswer(what: Arrival, tripMs = 0): Promise<Variant> {
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
      const acceptedAt = await accept.evaluate((button: HTMLElement) => {
        const at = performance.timeOrigin + performance.now();
        button.click();
        return at;
      });
      const seenAt = await arrived(pages);
      await caller.mouse.move(300, 300);
      await caller.mouse.move(320, 300);
      await caller.getByRole('button', { name: 'Hang up' }).click();
      for (const page of pages) await page.getByRole('button', { name: 'Close' }).click();
      return seenAt - acceptedAt;
    },
    close,
  };
}
