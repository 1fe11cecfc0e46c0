import type { Locator } from '@playwright/test';
import type { Colour } from './colour.ts';

/** What a `video` shows at one moment. */
export interface Picture {
  /** Mean colour of the upper part, where the fake cameras show nothing but their colour. */
  readonly colour: Colour;
  /** Changes when the picture moves: a hash of the lower part, coarse enough for encoding noise. */
  readonly motion: string;
  readonly width: number;
  readonly height: number;
}

/** Reads the present picture of a `video`, or `null` while it has none. */
export async function pictureOf(video: Locator): Promise<Picture | null> {
  return video.evaluate((element) => {
    if (!(element instanceof HTMLVideoElement)) throw new Error('not a video');
    const { videoWidth: width, videoHeight: height } = element;
    if (width === 0 || height === 0 || element.readyState < 2) return null;
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 36;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('no canvas');
    context.drawImage(element, 0, 0, canvas.width, canvas.height);
    // Away from the edges: a camera of another shape than asked for is padded there.
    const upper = context.getImageData(16, 6, 32, 8).data;
    const sum = [0, 0, 0];
    for (let index = 0; index < upper.length; index += 4) {
      for (const channel of [0, 1, 2]) {
        sum[channel] = (sum[channel] ?? 0) + (upper[index + channel] ?? 0);
      }
    }
    const pixels = upper.length / 4;
    const [red = 0, green = 0, blue = 0] = sum.map((value) => Math.round(value / pixels));
    const row = context.getImageData(0, 27, 64, 1).data;
    const motion = Array.from({ length: 64 }, (_, x) => {
      const [r = 0, g = 0, b = 0] = row.slice(x * 4, x * 4 + 3);
      return (r + g + b) / 3 > 160 ? '#' : '.';
    }).join('');
    return { colour: { red, green, blue }, motion, width, height };
  });
}
