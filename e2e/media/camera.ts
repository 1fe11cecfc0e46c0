import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { type Colour, toYuv } from './colour.ts';

/** What a fake camera gives. */
export interface Camera {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Pictures in a second. */
  readonly fps: number;
}

/** Enough to see whose picture it is and that it moves, for an eighth of a full one's work. */
export const calmCamera: Camera = { width: 320, height: 180, fps: 15 };

/** What a real camera gives: smaller and fewer pictures never fill a slow line. */
export const fullCamera: Camera = { width: 640, height: 360, fps: 30 };

/**
 * One frame of planar 4:2:0: the person's colour, and a white bar that crosses it in a second.
 *
 * @param progress - how much of the second has passed, 0 to 1
 */
function frame(colour: Colour, { width, height }: Camera, progress: number): Buffer {
  const barWidth = width / 16;
  const [y, u, v] = toYuv(colour);
  const luma = Buffer.alloc(width * height, y);
  // The bar crosses the lower half only, so that the upper half is always the plain colour.
  const left = Math.round(progress * (width - barWidth));
  for (let row = height / 2; row < height; row++) {
    luma.fill(235, row * width + left, row * width + left + barWidth);
  }
  const chroma = (width / 2) * (height / 2);
  return Buffer.concat([luma, Buffer.alloc(chroma, u), Buffer.alloc(chroma, v)]);
}

/** Writes a Y4M film of a second that Chromium plays as a camera, in a loop. */
export async function writeCamera(file: string, colour: Colour, camera: Camera): Promise<void> {
  const { width, height, fps } = camera;
  const stream = createWriteStream(file);
  stream.write(`YUV4MPEG2 W${width} H${height} F${fps}:1 Ip A1:1 C420jpeg\n`);
  for (let index = 0; index < fps; index++) {
    stream.write('FRAME\n');
    if (!stream.write(frame(colour, camera, index / fps))) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
}
