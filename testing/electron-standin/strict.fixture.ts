import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { limit } from '../../tools/test/pace.ts';
import { writeProgram } from './fixture/build.ts';
import { type Desktop, launchDesktop } from './launch.ts';

/** What the fixture's preload exposes. */
interface TestBridge {
  readonly data: { readonly list: number[]; readonly when: Date };
  readData(): string;
  invoke(channel: string, value?: unknown): Promise<unknown>;
  invokeWithFunction(): Promise<unknown>;
  on(channel: string, listener: (...args: unknown[]) => void): () => void;
  fail(): void;
  exposeAgain(): void;
  missing(): void;
}

declare global {
  var bridge: TestBridge;
}

/** Time limit for a start, in milliseconds; other tests may run on the same cores. */
export const patienceMs = limit(180_000);

/** The program that tries what Electron refuses, started in a folder of its own. */
export interface Strict {
  readonly desktop: Desktop;
  /** What the program keeps under a global name. */
  inMain<T>(name: string): Promise<T>;
  windowAt(path: string): Promise<Page>;
  close(): Promise<void>;
}

export async function startStrict(): Promise<Strict> {
  const folder = mkdtempSync(join(tmpdir(), 'tatap-strict-'));
  const source = (name: string) =>
    readFileSync(new URL(`fixture/${name}`, import.meta.url), 'utf8');
  writeProgram(folder, source('strict-program.js'), '');
  const preload = (name: string) => join(folder, 'dist/preload', name);
  copyFileSync(new URL('fixture/strict-preload.js', import.meta.url), preload('good.cjs'));
  writeFileSync(preload('esm.cjs'), `import { contextBridge } from 'electron';`);
  writeFileSync(preload('requires.cjs'), `require('node:fs');`);
  const desktop = await launchDesktop({
    appDir: folder,
    profileDir: join(folder, 'profile'),
    // The program stores data below HOME; tests that run at the same time must not share it.
    env: { HOME: folder },
    chromiumArgs: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  return {
    desktop,
    inMain: <T>(name: string) =>
      desktop.evaluateMain((_electron, key) => Reflect.get(globalThis, key) as T, name),
    windowAt: (path) => desktop.window((other) => other.url().endsWith(path)),
    async close() {
      await desktop.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
