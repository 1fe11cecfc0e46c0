import { access, mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Camera, writeCamera } from './camera.ts';
import type { Colour } from './colour.ts';
import { writeMicrophone } from './microphone.ts';

/** What tells one person's picture and sound from another's. */
export interface Likeness {
  readonly colour: Colour;
  readonly toneHz: number;
}

/** Far apart for the eye and for the ear: no tone is a harmonic of another. */
export const likenesses = {
  sari: { colour: { red: 200, green: 40, blue: 40 }, toneHz: 440 },
  budi: { colour: { red: 30, green: 70, blue: 210 }, toneHz: 1_050 },
  tono: { colour: { red: 30, green: 160, blue: 60 }, toneHz: 1_730 },
} as const satisfies Record<string, Likeness>;

export type LikenessName = keyof typeof likenesses;

/** The files of a fake camera and a fake microphone. */
export interface FakeDevices {
  readonly camera: string;
  readonly microphone: string;
}

/** Raised when the files would look or sound different, so that old ones are not used. */
const edition = 2;

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Writes under another name first, so that workers side by side never read half a file. */
async function once(file: string, write: (file: string) => Promise<void>): Promise<void> {
  if (await exists(file)) return;
  const partial = `${file}.${process.pid}`;
  await write(partial);
  await rename(partial, file);
}

/**
 * The fake devices of a person, made once per machine.
 *
 * @param camera - size and rate of the camera's pictures
 */
export async function fakeDevices(
  name: LikenessName,
  { width, height, fps }: Camera,
): Promise<FakeDevices> {
  const folder = path.join(tmpdir(), `tatap-fake-devices-${edition}`);
  await mkdir(folder, { recursive: true });
  const { colour, toneHz } = likenesses[name];
  const camera = path.join(folder, `${name}-${width}x${height}-${fps}.y4m`);
  const microphone = path.join(folder, `${name}.wav`);
  await once(camera, (file) => writeCamera(file, colour, { width, height, fps }));
  await once(microphone, (file) => writeMicrophone(file, toneHz));
  return { camera, microphone };
}

/** Answers every question of the browser with yes, also which screen to share. */
export const fakeUiFlag = '--use-fake-ui-for-media-stream';

/** Calls between programs of one machine, which may have no other network. */
export const loopbackFlag = '--allow-loopback-in-peer-connection';

/** Chromium's flags for devices that play files and need no consent of a person. */
export function fakeDeviceFlags({ camera, microphone }: FakeDevices): string[] {
  return [
    // Cameras play at their file's rate; the faked screen is 1080p, and five pictures of it will do.
    '--use-fake-device-for-media-stream=fps=5',
    fakeUiFlag,
    `--use-file-for-fake-video-capture=${camera}`,
    `--use-file-for-fake-audio-capture=${microphone}`,
    loopbackFlag,
    '--autoplay-policy=no-user-gesture-required',
  ];
}
