import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { wavOf } from './microphone.ts';
import type { FakeDevices } from './people.ts';

const width = 160;
const height = 90;

/** Devices that are plugged in and deliver nothing: a covered lens, a muted microphone. */
export async function deadDevices(folder: string): Promise<FakeDevices> {
  await mkdir(folder, { recursive: true });
  const camera = path.join(folder, 'black.y4m');
  const microphone = path.join(folder, 'silent.wav');
  const black = Buffer.concat([
    Buffer.alloc(width * height, 16),
    Buffer.alloc((width * height) / 2, 128),
  ]);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), black]);
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`);
  await writeFile(camera, Buffer.concat([header, frame, frame]));
  await writeFile(microphone, wavOf(Buffer.alloc(48_000)));
  return { camera, microphone };
}
