import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limit } from '../../tools/test/pace.ts';
import { buildFixture } from './fixture/build.ts';
import { type Desktop, launchDesktop } from './launch.ts';

const chromiumArgs = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** Time limit of a test, in milliseconds; other tests may run on the same cores. */
export const patienceMs = limit(180_000);

/** The fixture's program, built and started in a folder of its own. */
export interface Whole {
  readonly desktop: Desktop;
  readonly folder: string;
  readonly appDir: string;
  readonly profileDir: string;
  close(): Promise<void>;
}

export async function startWhole(): Promise<Whole> {
  const folder = mkdtempSync(join(tmpdir(), 'tatap-whole-'));
  const appDir = join(folder, 'app');
  const profileDir = join(folder, 'profile');
  await buildFixture(appDir);
  const desktop = await launchDesktop({ appDir, profileDir, chromiumArgs });
  return {
    desktop,
    folder,
    appDir,
    profileDir,
    async close() {
      await desktop.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
