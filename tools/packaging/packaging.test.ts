import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { root } from '../process.ts';
import { builderArguments } from './options.ts';
import { electronProblem } from './package.ts';

const facts = { platform: 'linux', arch: 'x64', environment: {} } as const;

describe('packaging', () => {
  it('makes no feed where nobody says where versions are published', () => {
    expect(builderArguments(facts)).toEqual(['--publish=never']);
    expect(builderArguments({ ...facts, environment: { TATAP_UPDATE_URL: '' } })).toHaveLength(1);
    const environment = { TATAP_UPDATE_URL: 'https://a.example/tatap' };
    expect(builderArguments({ ...facts, environment })).toEqual([
      '--config.publish.provider=generic',
      '--config.publish.url=https://a.example/tatap',
      '--publish=never',
    ]);
  });

  it('signs anew for macOS what the fuses broke, where no certificate does', () => {
    const reset = '--config.electronFuses.resetAdHocDarwinSignature';
    const given = builderArguments({ ...facts, platform: 'darwin' });
    // The next argument is none that could be taken for its value.
    expect(given[given.indexOf(reset) + 1]).toMatch(/^--/);
    const environment = { CSC_LINK: 'file.p12' };
    expect(builderArguments({ ...facts, platform: 'darwin', environment })).not.toContain(reset);
    expect(builderArguments({ ...facts, platform: 'win32' })).not.toContain(reset);
  });

  it('takes an Electron that was unpacked by hand, for its architecture alone', () => {
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' };
    const given = builderArguments({ ...facts, arch: 'arm64', environment });
    expect(given).toContain('--config.electronDist=/opt/electron');
    expect(given).toContain('--arm64');
  });
});

describe('Electron that is not on this machine', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tatap-electron-cache-'));
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is reported in one sentence that says what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '');
    vi.stubEnv('electron_config_cache', path.join(folder, 'empty'));
    vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${port}/`);
    expect(await electronProblem()).toMatch(
      /^Cannot package: couldn't reach .*127\.0\.0\.1:\d+.*ELECTRON_OVERRIDE_DIST_PATH/,
    );
  });

  it('is no problem where its archive is in the cache, or its folder is named', async () => {
    const cache = path.join(folder, 'filled');
    const manifest = path.join(root, 'node_modules', 'electron', 'package.json');
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
    mkdirSync(path.join(cache, 'ab'), { recursive: true });
    const { platform, arch } = process;
    writeFileSync(path.join(cache, 'ab', `electron-v${version}-${platform}-${arch}.zip`), '');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '');
    vi.stubEnv('electron_config_cache', cache);
    expect(await electronProblem()).toBeNull();
    vi.stubEnv('electron_config_cache', path.join(cache, 'none'));
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', '/opt/electron');
    expect(await electronProblem()).toBeNull();
  });
});

it('the program has one name for desktops, installers and notifications', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const builder = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
  const profile = readFileSync(path.join(root, 'main/app/profile.ts'), 'utf8');
  const [, appId = ''] = /^appId: (\S+)$/m.exec(builder) ?? [];
  expect(manifest.desktopName).toBe(`${appId}.desktop`);
  expect(builder).toMatch(/^ {2}syncDesktopName: true$/m);
  expect(profile).toContain(`setAppUserModelId('${appId}')`);
});
