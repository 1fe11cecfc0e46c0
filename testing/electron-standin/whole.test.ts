/// <reference path="../../renderer/vite-env.d.ts" />
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildFixture } from './fixture/build.ts';
import { type Desktop, launchDesktop } from './launch.ts';

const folder = mkdtempSync(join(tmpdir(), 'tatap-whole-'));
const appDir = join(folder, 'app');
let desktop: Desktop;
let starts = 0;

const call = {
  callId: '7b0c2c0e-3f0a-4f0a-9d58-2f3f1f6d0a11',
  from: { id: 'rina', displayName: 'Rina', isContact: true },
  media: 'video',
  language: 'en',
  theme: 'system',
} as const;

beforeAll(() => buildFixture(appDir), 30_000);
beforeEach(async () => {
  const profileDir = join(folder, `profile-${starts++}`);
  desktop = await launchDesktop({ appDir, profileDir });
}, 30_000);
afterEach(() => desktop.close(), 20_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test('the built main process opens a window whose page asks it', async () => {
  const page = desktop.mainWindow;
  const info = await page.evaluate(() => window.tatap?.invoke('app.info', undefined));
  expect(info).toMatchObject({ version: '1.2.3', profile: null });
});
