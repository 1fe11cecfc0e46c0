/// <reference path="../../renderer/vite-env.d.ts" />
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { limit } from '../../tools/test/pace.ts';
import { buildFixture } from './fixture/build.ts';
import { type Desktop, type LaunchDesktopOptions, launchDesktop } from './launch.ts';

const folder = mkdtempSync(join(tmpdir(), 'tatap-restart-'));
const appDir = join(folder, 'app');
/** Time limit of a test, in milliseconds; other tests may run on the same cores. */
const patienceMs = limit(180_000);
let desktop: Desktop | null = null;

beforeAll(() => buildFixture(appDir), patienceMs);
afterEach(() => desktop?.close(), patienceMs);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

async function start(
  profile: string,
  options: Partial<LaunchDesktopOptions> = {},
): Promise<Desktop> {
  await desktop?.close();
  desktop = await launchDesktop({ appDir, profileDir: join(folder, profile), ...options });
  return desktop;
}

const windows = async (of: Desktop) => (await of.electronState()).windows;
const readSettings = ({ mainWindow }: Desktop) =>
  mainWindow.evaluate(() => window.tatap?.invoke('settings.read', undefined));

test('settings, session and the place of the window outlive the program', async () => {
  const first = await start('kept');
  const session = { serverUrl: 'https://a.example', accountId: 'rina', token: 'secret-token' };
  const write = (of: Desktop) =>
    of.mainWindow.evaluate((value) => window.tatap?.invoke('session.write', value), session);
  const read = (of: Desktop) =>
    of.mainWindow.evaluate(() => window.tatap?.invoke('session.read', undefined));

  const written = await first.mainWindow.evaluate(() =>
    window.tatap?.invoke('settings.write', { language: 'id' }),
  );
  expect(written).toMatchObject({ language: 'id', theme: 'system' });
  expect((await first.electronState()).tray?.menu).toContain('Buka Tatap');
  expect(await write(first)).toEqual({ persisted: true });
  await vi.waitFor(async () => expect(await windows(first)).toMatchObject([{ visible: true }]));
  await first.evaluateMain(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.setBounds({ x: 50, y: 60, width: 900, height: 700 });
    window?.close();
  });
  // Closing hides; only quitting ends the program.
  await vi.waitFor(async () => expect(await windows(first)).toMatchObject([{ visible: false }]), {
    timeout: patienceMs / 4,
  });

  const second = await start('kept');
  expect(await first.exited).toBe(0);
  expect(await readSettings(second)).toMatchObject({ settings: { language: 'id' } });
  expect(await read(second)).toEqual(session);
  expect(await windows(second)).toMatchObject([
    { bounds: { x: 50, y: 60, width: 900, height: 700 } },
  ]);

  const withoutKeychain = await start('kept', { machine: { keychain: 'unknown-desktop' } });
  expect(await read(withoutKeychain)).toBeNull();
  expect(await write(withoutKeychain)).toEqual({ persisted: false });
  expect(await read(withoutKeychain)).toEqual(session);
  expect(withoutKeychain.output()).not.toContain('secret-token');
});

test('a profile has everything of its own, and starts in the tray when asked to', async () => {
  const started = await start('base', {
    args: ['--profile', 'second', '--hidden', 'tatap:add/sari'],
    env: { TATAP_SERVER_URL: 'https://calls.example/' },
    locale: 'id-ID',
  });
  const info = await started.mainWindow.evaluate(() => window.tatap?.invoke('app.info', undefined));
  expect(info).toMatchObject({ profile: 'second', defaultServerUrl: 'https://calls.example' });
  expect(readdirSync(join(folder, 'base', 'profiles'))).toEqual(['second']);
  expect(await windows(started)).toMatchObject([{ visible: false }]);
  const { tray, protocolClients } = await started.electronState();
  expect(tray?.menu).toContain('Tutup Tatap');
  expect(protocolClients).toEqual([]);
  const link = await started.mainWindow.evaluate(() =>
    window.tatap?.invoke('links.takePending', undefined),
  );
  expect(link).toEqual({ action: 'add', id: 'sari' });
});

test('a settings file that cannot be read is kept aside and named', async () => {
  await start('broken');
  await desktop?.close();
  writeFileSync(join(folder, 'broken', 'settings.json'), '{"version":1,"settings":{"lang');
  const started = await start('broken');
  const { keptAside } = (await readSettings(started)) ?? {};
  expect(keptAside).toMatch(/^settings\.unreadable-.*\.json$/);
  expect(readdirSync(join(folder, 'broken'))).toContain(keptAside);
});

test('a profile that is no folder name ends the program with a sentence', async () => {
  await expect(start('bad', { args: ['--profile', '../up'] })).rejects.toThrow(
    '--profile ../up: letters, digits, - and _ only',
  );
});
