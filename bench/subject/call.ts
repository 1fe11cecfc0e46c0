import { arrived, watchArrival } from '../arrivals.ts';
import type { Variant } from '../harness.ts';
import { endCall, hand, noteNextClick } from './answer.ts';
import { openAppWindows } from './app-pair.ts';

const watch = { what: 'firstFrame', selector: 'video[aria-label^="Video of"]', sides: 1 } as const;

/**
 * The whole app: click on *Video call* to the first remote frame on both sides.
 *
 * @param tripMs - added to each way from one person through the server to the other
 */
export async function tatapCall(tripMs = 0): Promise<Variant> {
  const { caller, callee, close } = await openAppWindows({ tripMs });
  const windows = [caller, callee];
  await callee.evaluate(answerAtOnce);
  return {
    async measure() {
      for (const one of windows) await one.evaluate(watchArrival, watch);
      await caller.evaluate(noteNextClick);
      const seen = arrived(windows);
      await caller.press('Video call', hand);
      const { at, stolenMs } = await seen;
      const clickedAt = await caller.evaluate(() => window.clickedAt);
      await endCall(windows);
      return { value: at - Number(clickedAt), stolenMs };
    },
    close,
  };
}

/** Runs in the page: presses *Accept with video* in the moment it appears. */
function answerAtOnce(): void {
  const pressed = new WeakSet<HTMLButtonElement>();
  const look = () => {
    for (const button of document.querySelectorAll('button')) {
      // A shortcut follows the words.
      const isAccept = button.textContent?.trim().startsWith('Accept with video');
      if (!isAccept || pressed.has(button)) continue;
      pressed.add(button);
      button.click();
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
