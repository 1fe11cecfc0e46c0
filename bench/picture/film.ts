import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** The film that the measured cameras show: a still, detailed room and somebody who moves in it. */
export const film = { width: 1280, height: 720, framesPerSecond: 30, frames: 60 } as const;

const { width, height, frames } = film;

/** Each frame bears its number in the upper left corner, as black and white squares. */
const mark = { size: 32, bits: 6 } as const;

/** Writes the film as Y4M, which Chromium plays as a camera, in a loop without a seam. */
export async function writeFilm(file: string): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(`YUV4MPEG2 W${width} H${height} F${film.framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  const chroma = Buffer.alloc((width / 2) * (height / 2), 128);
  for (let index = 0; index < frames; index++) {
    const frame = Buffer.concat([Buffer.from('FRAME\n'), filmFrame(index), chroma, chroma]);
    if (!stream.write(frame)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
}

/** The brightness of one frame, row by row, in the range of video (16 to 235). */
export function filmFrame(index: number): Uint8Array {
  const luma = Uint8Array.from(room);
  drawPerson(luma, index);
  drawMark(luma, index);
  return luma;
}

/** Which frame a picture of the film's size shows; `null` where its mark cannot be read. */
export function frameNumberOf(luma: Uint8Array): number | null {
  let index = 0;
  let ones = 0;
  for (let bit = 0; bit <= mark.bits; bit++) {
    const level = luma[(mark.size / 2) * width + bit * mark.size + mark.size / 2] ?? 128;
    if (level > 96 && level < 160) return null;
    if (level <= 96) continue;
    ones += 1;
    if (bit < mark.bits) index |= 1 << bit;
  }
  return ones % 2 === 0 && index < frames ? index : null;
}

function drawMark(luma: Uint8Array, index: number): void {
  let ones = 0;
  for (let bit = 0; bit <= mark.bits; bit++) {
    const one = bit < mark.bits ? (index >> bit) & 1 : ones % 2;
    ones += one;
    for (let y = 0; y < mark.size; y++) {
      const from = y * width + bit * mark.size;
      luma.fill(one === 1 ? 235 : 16, from, from + mark.size);
    }
  }
}

/** An oval with the texture of skin and hair, which sways like somebody who speaks. */
function drawPerson(luma: Uint8Array, index: number): void {
  const phase = (2 * Math.PI * index) / frames;
  const [middleX, middleY] = [640 + 70 * Math.sin(phase), 400 + 18 * Math.sin(2 * phase)];
  const [radiusX, radiusY] = [190, 270];
  for (let y = 120; y < height; y++) {
    for (let x = 360; x < 920; x++) {
      const [u, v] = [(x - middleX) / radiusX, (y - middleY) / radiusY];
      if (u * u + v * v > 1) continue;
      const [textureX, textureY] = [Math.round(x - middleX) + 512, Math.round(y - middleY) + 512];
      const skin = v < -0.45 ? 60 : 150;
      luma[y * width + x] = clamp(skin + 34 * (noise(textureX, textureY, 6) - 0.5) - 40 * u * u);
    }
  }
}

/** Wallpaper, shelves, and lines of print in six sizes: what blurs first. */
const room = drawRoom();

function drawRoom(): Uint8Array {
  const luma = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const wall = 120 + 60 * (noise(x, y, 40) - 0.5) + 36 * (noise(x, y, 3) - 0.5);
      luma[y * width + x] = clamp(y % 120 < 6 ? wall - 60 : wall);
    }
  }
  [3, 4, 5, 6, 8, 10].forEach((cell, size) => {
    drawPrint(luma, { left: 40, top: 70 + size * 100, cell });
    drawPrint(luma, { left: 960, top: 70 + size * 100, cell });
  });
  return luma;
}

/** Dark and light cells, as unlike each other as letters are. */
function drawPrint(
  luma: Uint8Array,
  { left, top, cell }: { left: number; top: number; cell: number },
): void {
  for (let y = 0; y < 80; y++) {
    for (let x = 0; x < 270; x++) {
      const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
      const ink = row % 7 < 5 && column % 5 < 4 && hash(column + left, row + top) > 0.45;
      luma[(top + y) * width + left + x] = ink ? 30 : 220;
    }
  }
}

/** Smooth noise between 0 and 1, in cells of `scale` pixels. */
function noise(x: number, y: number, scale: number): number {
  const [column, row] = [Math.floor(x / scale), Math.floor(y / scale)];
  const [u, v] = [x / scale - column, y / scale - row];
  const above = hash(column, row) * (1 - u) + hash(column + 1, row) * u;
  const below = hash(column, row + 1) * (1 - u) + hash(column + 1, row + 1) * u;
  return above * (1 - v) + below * v;
}

/** A number between 0 and 1 that is the same for the same place on every machine. */
function hash(x: number, y: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return ((h ^ (h >>> 13)) >>> 0) / 2 ** 32;
}

function clamp(level: number): number {
  return Math.max(16, Math.min(235, Math.round(level)));
}
