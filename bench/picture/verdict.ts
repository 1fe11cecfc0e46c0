import type { Page } from '@playwright/test';
import { keepPictures, likenesses } from './watch.ts';

/** What a person saw and heard in the first ten seconds; the worse of the two sides in each. */
export interface Verdict {
  /** Likeness to the film, 0 to 1. */
  readonly at2s: number;
  readonly at10s: number;
  /** From accept to the first frame of 1280 pixels' width. */
  readonly fullWidthMs: number;
  readonly longestFreezeMs: number;
  /** Share of the sound that was made up, silence aside, in per cent. */
  readonly concealedPercent: number;
  readonly frames: number;
}

/** Watches both sides for ten seconds after `acceptedAt`. */
export async function judge(pages: readonly Page[], acceptedAt: number): Promise<Verdict> {
  const sides = await Promise.all(pages.map((page) => judgeSide(page, acceptedAt)));
  const worst = (of: (side: Verdict) => number, pick: (...values: number[]) => number) =>
    pick(...sides.map(of));
  return {
    at2s: worst((side) => side.at2s, Math.min),
    at10s: worst((side) => side.at10s, Math.min),
    fullWidthMs: worst((side) => side.fullWidthMs, Math.max),
    longestFreezeMs: worst((side) => side.longestFreezeMs, Math.max),
    concealedPercent: worst((side) => side.concealedPercent, Math.max),
    frames: worst((side) => side.frames, Math.min),
  };
}

async function judgeSide(page: Page, acceptedAt: number): Promise<Verdict> {
  const until = (ms: number) =>
    page.evaluate(
      (at) =>
        new Promise((resolve) =>
          setTimeout(resolve, at - performance.timeOrigin - performance.now()),
        ),
      acceptedAt + ms,
    );
  await until(2_000);
  await keepPictures(page);
  await until(10_000);
  const concealedPercent = await concealed(page);
  await keepPictures(page);
  const { presentedAt, fullWidthAt } = await page.evaluate(() => ({
    presentedAt: window.presentedAt ?? [],
    fullWidthAt: window.fullWidthAt ?? Number.POSITIVE_INFINITY,
  }));
  const seen = presentedAt.filter((at) => at < acceptedAt + 10_000);
  const gaps = [...seen.slice(1), acceptedAt + 10_000].map((at, index) => at - (seen[index] ?? 0));
  const [at2s = 0, at10s = 0] = await likenesses(page);
  return {
    at2s,
    at10s,
    fullWidthMs: fullWidthAt - acceptedAt,
    longestFreezeMs: Math.max(...gaps),
    concealedPercent,
    frames: seen.length,
  };
}

/** Concealed samples that were not silence, of all (W3C WebRTC Statistics, section 8.2). */
function concealed(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const link = window.tatapTestLinks?.findLast((one) => one.connectionState === 'connected');
    const entries = [...((await link?.getStats())?.values() ?? [])];
    // The first: the sound of a screen has a line of its own, on which nothing comes.
    const inbound = entries
      .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')
      .sort((a, b) => b.totalSamplesReceived - a.totalSamplesReceived)[0];
    if (inbound === undefined) return 100;
    const { concealedSamples, silentConcealedSamples, totalSamplesReceived } = inbound;
    return (100 * (concealedSamples - silentConcealedSamples)) / totalSamplesReceived;
  });
}
