import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { type Colour, toYuv } from './colour.ts';

const width = 640;
const height = 360;
const framesPerSecond = 30;
const frames = 30;
const barWidth = 40;

/** One frame of planar 4:2:0: the person's colour, and a white bar that crosses it in a second. */
function frame(colour: Colour, index: number): Buffer {
  const [y, u, v] = toYuv(colour);
  const luma = Buffer.alloc(width * height, y);
  // The bar crosses the lower half only, so that the upper half is always the plain colour.
  const left = Math.round((index / frames) * (width - barWidth));
  for (let row = height / 2; row < height; row++) {
    luma.fill(235, row * width + left, row * width + left + barWidth);
  }
  const chroma = (width / 2) * (height / 2);
  return Buffer.concat([luma, Buffer.alloc(chroma, u), Buffer.alloc(chroma, v)]);
}

/** Writes a Y4M film that Chromium plays as a camera, in a loop. */
export async function writeCamera(file: string, colour: Colour): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  for (let index = 0; index < frames; index++) {
    stream.write('FRAME\n');
    if (!stream.write(frame(colour, index))) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
}
