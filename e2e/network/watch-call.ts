import { expect, type Page } from '@playwright/test';
import { limit } from '../../tools/test/pace.ts';

/** What a page has seen of its call; times in milliseconds since the epoch. */
export interface CallDiary {
  /** When each picture of the other person was shown. */
  readonly frames: readonly number[];
  /** When *Reconnecting…* appeared. */
  readonly reconnecting: readonly number[];
  /** How many descriptions were set: two for each offer and its answer. */
  readonly descriptions: number;
}

declare global {
  interface Window {
    tatapTestDiary?: { frames: number[]; reconnecting: number[]; descriptions: number };
  }
}

/** Writes down from now on what the page shows of its call; what was written before is forgotten. */
export async function watchCall(page: Page): Promise<void> {
  await page.evaluate(watch);
}

export async function diaryOf(page: Page): Promise<CallDiary> {
  const diary = await page.evaluate(() => window.tatapTestDiary);
  if (diary === undefined) throw new Error('this page is not watched');
  return diary;
}

/** Waits for pictures that move: the first of three within a second, shown after `since`. */
export async function movesAgain(page: Page, since: number): Promise<number> {
  let at: number | undefined;
  await expect
    .poll(
      async () => {
        const { frames } = await diaryOf(page);
        at = frames.find(
          (frame, i) => frame > since && (frames[i + 2] ?? Infinity) - frame < 1_000,
        );
        return at;
      },
      { message: 'the picture moves again', timeout: limit(20_000), intervals: [100] },
    )
    .toBeDefined();
  return Number(at);
}

/** The longest time without a new picture. */
export function longestFreezeMs({ frames }: CallDiary): number {
  return Math.max(...frames.slice(1).map((frame, i) => frame - (frames[i] ?? frame)));
}

/** Runs in the page. */
function watch(): void {
  const now = () => performance.timeOrigin + performance.now();
  const first = window.tatapTestDiary === undefined;
  window.tatapTestDiary = { frames: [], reconnecting: [], descriptions: 0 };
  if (!first) return;
  const watched = new WeakSet<HTMLVideoElement>();
  const follow = (video: HTMLVideoElement) => {
    video.requestVideoFrameCallback(() => {
      window.tatapTestDiary?.frames.push(now());
      follow(video);
    });
  };
  let shown = false;
  const look = () => {
    const video = document.querySelector<HTMLVideoElement>('video[aria-label^="Video of"]');
    if (video !== null && !watched.has(video)) {
      watched.add(video);
      follow(video);
    }
    const is = document.body.textContent?.includes('Reconnecting…') ?? false;
    if (is && !shown) window.tatapTestDiary?.reconnecting.push(now());
    shown = is;
  };
  const changes = { childList: true, subtree: true, characterData: true };
  new MutationObserver(look).observe(document.body, changes);
  look();
  for (const link of window.tatapTestLinks ?? []) {
    link.addEventListener('signalingstatechange', () => {
      if (window.tatapTestDiary) window.tatapTestDiary.descriptions += 1;
    });
  }
}
