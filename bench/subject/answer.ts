import { setTimeout } from 'node:timers/promises';
import { type Arrival, arrived, rememberConnections, watchArrival } from '../arrivals.ts';
import type { BareWindow, Hand } from '../bare-window.ts';
import type { Variant } from '../harness.ts';
import { openAppWindows } from './app-pair.ts';

declare global {
  interface Window {
    /** When the click that is measured happened, in ms since the epoch. */
    clickedAt?: number;
  }
}

/** How long it rings before somebody answers; by then the link is up. */
const ringMs = 2_000;

/**
 * How long a hand holds a mouse's button down in a click: 80 ms in the mean (A. Dieulot, Web
 * Performance Calendar 2019), 87 at 25 to 34 years and 137 over 65 (Edmonds and Azzopardi, 2026).
 */
export const hand: Hand = { pressMs: 80 };

const selector = 'video[aria-label^="Video of"]';

export interface AnswerOptions {
  /** Added to each way from one person through the server to the other; none by default. */
  readonly tripMs?: number;
  /** By the mouse, or by Enter, which clicks as it goes down. */
  readonly by?: Hand;
}

/**
 * The whole app: the click on *Accept with video*, after 2 s of ringing, to the first of `what` on
 * both sides. It clicks when the button is let go, as in every browser.
 */
export async function tatapAnswer(
  what: Arrival,
  { tripMs = 0, by = hand }: AnswerOptions = {},
): Promise<Variant> {
  const { caller, callee, close } = await openAppWindows({ tripMs, before: rememberConnections });
  const windows = [caller, callee];
  return {
    async measure() {
      for (const one of windows) await one.evaluate(watchArrival, { what, selector, sides: 1 });
      await caller.press('Video call', hand);
      await callee.hasButton('Accept with video');
      await setTimeout(ringMs);
      await callee.evaluate(noteNextClick);
      const seen = arrived(windows);
      await callee.press('Accept with video', by);
      const { at, stolenMs } = await seen;
      const clickedAt = await callee.evaluate(() => window.clickedAt);
      await endCall(windows);
      return { value: at - Number(clickedAt), stolenMs };
    },
    close,
  };
}

/** The first hangs up, and all of them leave what is told of the call. */
export async function endCall(windows: readonly BareWindow[]): Promise<void> {
  await windows[0]?.click('Hang up');
  for (const one of windows) await one.click('Close');
}

/** Runs in the page: notes when something is clicked next, in `clickedAt`. */
export function noteNextClick(): void {
  const note = () => {
    window.clickedAt = performance.timeOrigin + performance.now();
  };
  document.addEventListener('click', note, { capture: true, once: true });
}
