import type { Page } from '@playwright/test';
import { film, filmFrame, frameNumberOf } from './film.ts';
import { ssim } from './ssim.ts';

declare global {
  interface Window {
    /** When each remote frame was presented, on the clock of `performance.timeOrigin`. */
    presentedAt?: number[];
    /** When the first remote frame of full width was presented. */
    fullWidthAt?: number;
    /** Takes the pictures that are presented next, as brightness in base64. */
    takePictures?: (count: number) => Promise<string[]>;
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
  window.takePictures = async (count) => {
    const taken: string[] = [];
    while (taken.length < count) {
      await new Promise((resolve) => video?.requestVideoFrameCallback(resolve));
      if (context === null || video === null) throw new Error('no picture');
      context.drawImage(video, 0, 0, width, height);
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
      taken.push(btoa(text));
    }
    return taken;
  };
}

/**
 * How like the film the next pictures are, on the mean; a picture whose number cannot be read shows
 * nothing of use and counts as 0.
 */
export async function likeness(page: Page, pictures = 3): Promise<number> {
  const taken = await page.evaluate((count) => window.takePictures?.(count) ?? [], pictures);
  const scores = taken.map((base64) => {
    const luma = Uint8Array.from(Buffer.from(base64, 'base64'));
    const index = frameNumberOf(luma);
    return index === null ? 0 : ssim(filmFrame(index), luma, film.width);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
