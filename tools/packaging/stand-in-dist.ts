import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deliveredWire } from './fuses.ts';

/**
 * Lays out a folder like an unpacked Electron for Linux, as far as electron-builder looks: what it
 * renames, copies and flips fuses in. It lets packaging be proven where Electron itself cannot be
 * downloaded; the program in it only says so.
 */
export async function writeStandInDistribution(folder: string, version: string): Promise<void> {
  await mkdir(path.join(folder, 'resources'), { recursive: true });
  await mkdir(path.join(folder, 'locales'), { recursive: true });
  const script = '#!/bin/sh\necho "This is not Electron but its stand-in." >&2\nexit 1\n';
  const program = path.join(folder, 'electron');
  await writeFile(program, Buffer.concat([Buffer.from(`${script}#`), deliveredWire()]));
  await chmod(program, 0o755);
  await writeFile(path.join(folder, 'version'), version);
  await writeFile(path.join(folder, 'LICENSE'), 'Electron is not in this folder.\n');
  await writeFile(path.join(folder, 'locales', 'en-US.pak'), '');
}
