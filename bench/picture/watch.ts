import type { Page } from '@playwright/test';
import { film, filmFrame, frameNumberOf } from './film.ts';
import { ssim } from './ssim.ts';

declare global {
  interface Window {
    /** When each remote frame was presented, on the clock of `performance.timeOrigin`. */
    presentedAt?: number[];
    /** When the first remote frame of full width was presented. */
    fullWidthAt?: number;
    /** Keeps the next pictures, as they are: to read them now would take the call's processor. */
    keepPictures?: (count: number) => Promise<void>;
    /** Gives what was kept and keeps it no longer, as brightness in base64. */
    takePictures?: () => string[];
  }
}

/** Runs in a page, before the call: notes every frame of the video that `find` selects. */
export function watchPicture(selector: string): void {
  delete window.fullWidthAt;
  const presentedAt: number[] = [];
  window.presentedAt = presentedAt;
  const now = () => performance.timeOrigin + performance.now();
  const [width, height] = [1280, 720];
  let video: HTMLVideoElement | null = null;
  const next = () => {
    video?.requestVideoFrameCallback((_, { width: presented, rtpTimestamp }) => {
      // What came over the network bears its time; the black of a track that waits does not.
      if (rtpTimestamp !== undefined) {
        presentedAt.push(now());
        if (presented >= width) window.fullWidthAt ??= now();
      }
      next();
    });
  };
  const look = () => {
    const found = document.querySelector<HTMLVideoElement>(selector);
    if (found === null || found === video) return;
    video = found;
    next();
  };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  look();

  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let kept: VideoFrame[] = [];
  window.keepPictures = async (count) => {
    for (let left = count; left > 0; left--) {
      await new Promise((resolve) => video?.requestVideoFrameCallback(resolve));
      if (video === null) throw new Error('no picture');
      kept.push(new VideoFrame(video));
    }
  };
  window.takePictures = () => {
    const taken = kept.map((frame) => {
      if (context === null) throw new Error('no canvas');
      context.drawImage(frame, 0, 0, width, height);
      frame.close();
      const { data } = context.getImageData(0, 0, width, height);
      const luma = new Uint8Array(width * height);
      for (let at = 0; at < luma.length; at++) {
        const [r, g, b] = [data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0];
        luma[at] = 16 + 0.2568 * r + 0.5041 * g + 0.0979 * b;
      }
      let text = '';
      for (let from = 0; from < luma.length; from += width) {
        text += String.fromCharCode(...luma.subarray(from, from + width));
      }
      return btoa(text);
    });
    kept = [];
    return taken;
  };
}

/** How many are judged of each moment. */
const pictures = 3;

/** Keeps the next pictures of a page. */
export async function keepPictures(page: Page): Promise<void> {
  await page.evaluate((count) => window.keepPictures?.(count), pictures);
}

/**
 * How like the film what was kept is, on the mean of each moment; a picture whose number cannot be
 * read shows nothing of use and counts as 0.
 */
export async function likenesses(page: Page): Promise<readonly number[]> {
  const taken = await page.evaluate(() => window.takePictures?.() ?? []);
  const scores = taken.map((base64) => {
    const luma = Uint8Array.from(Buffer.from(base64, 'base64'));
    const index = frameNumberOf(luma);
    return index === null ? 0 : ssim(filmFrame(index), luma, film.width);
  });
  const moments = Array.from({ length: scores.length / pictures }, (_, moment) =>
    scores.slice(moment * pictures, (moment + 1) * pictures),
  );
  return moments.map((some) => some.reduce((sum, score) => sum + score, 0) / some.length);
}
