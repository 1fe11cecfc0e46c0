import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { resolveLanguage, textsFor } from '../i18n/texts.ts';
import { createLogger } from '../log/log.ts';
import { menuTemplate } from '../menu/menu.ts';
import { parseArguments } from './arguments.ts';
import { defaultServerUrl } from './default-server.ts';
import { policyFiles, readPolicy } from './policy.ts';

vi.mock('electron', () => ({ app: {}, Menu: {} }));

const log = createLogger(() => undefined);

describe('the command line', () => {
  const nothing = {
    profile: null,
    userDataDir: null,
    hidden: false,
    registerLinks: false,
    smokeTest: false,
  };
  test.each([
    [[], nothing],
    [['.', '--profile', 'second'], { ...nothing, profile: 'second' }],
    [['--profile=b_2', '--hidden'], { ...nothing, profile: 'b_2', hidden: true }],
    [
      ['--user-data-dir=/tmp/x', '--use-fake-device-for-media-stream', 'tatap:call/rina'],
      { ...nothing, userDataDir: '/tmp/x' },
    ],
    [['--user-data-dir='], nothing],
    [['--smoke-test'], { ...nothing, smokeTest: true }],
    [['--no-sandbox', '.', '--register-links'], { ...nothing, registerLinks: true }],
  ])('%j', (argv, value) => {
    expect(parseArguments(argv)).toEqual({ ok: true, value });
  });
  test.each(['', '../up', 'a/b', 'a\\b', '.', 'x'.repeat(33), 'con fig', '-x'])(
    'a profile cannot be %j',
    (name) => {
      expect(parseArguments([`--profile=${name}`]).ok).toBe(false);
    },
  );
  test('a profile needs a name', () => {
    expect(parseArguments(['--profile']).ok).toBe(false);
  });
});

test.each([
  [undefined, 'http://127.0.0.1:8787'],
  ['', 'http://127.0.0.1:8787'],
  ['https://Calls.example/', 'https://calls.example'],
  ['http://192.168.1.5:8787', 'http://192.168.1.5:8787'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['ftp://calls.example', 'http://127.0.0.1:8787'],
  ['https://calls.example/path', 'http://127.0.0.1:8787'],
])('with TATAP_SERVER_URL=%s the server is %s', (configured, url) => {
  const sources = { policy: undefined, build: '', isPackaged: false };
  expect(defaultServerUrl({ ...sources, environment: configured }, log)).toBe(url);
});

test.each([
  ['the environment', { environment: 'https://env.example', policy: 'https://policy.example' }],
  ['the policy', { policy: 'https://policy.example', build: 'https://build.example' }],
  ['the build', { policy: 'not an address', build: 'https://build.example' }],
  ['nobody', {}],
] as const)('an installed program takes the server that %s names', (by, named) => {
  const sources = { environment: undefined, policy: undefined, build: '', isPackaged: true };
  const expected = {
    'the environment': 'https://env.example',
    'the policy': 'https://policy.example',
    'the build': 'https://build.example',
    nobody: null,
  }[by];
  expect(defaultServerUrl({ ...sources, ...named }, log)).toBe(expected);
});

describe('the policy of whoever deploys the program', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tatap-policy-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test('is the first file that is there', () => {
    const first = file('first.json', '{"serverUrl":"https://a.example","updates":"off"}');
    const second = file('second.json', '{"serverUrl":"https://b.example"}');
    const missing = join(folder, 'missing.json');
    expect(readPolicy([missing, first, second], log)).toEqual({
      serverUrl: 'https://a.example',
      updates: 'off',
    });
    expect(readPolicy([missing], log)).toEqual({});
  });

  test('accepts an internationalized host name and stores its ASCII form', () => {
    const own = file('own.json', '{"serverUrl":"https://bücher.example"}');
    expect(readPolicy([own], log)).toEqual({ serverUrl: 'https://xn--bcher-kva.example' });
  });

  test.each(['{', '{"serverUrl":"ftp://a.example"}', '{"updates":"maybe"}'])(
    'decides nothing where it is %s',
    (text) => {
      const lines: string[] = [];
      const logger = createLogger((level) => lines.push(level));
      expect(readPolicy([file('bad.json', text)], logger)).toEqual({});
      expect(lines).toEqual(['error']);
    },
  );

  test('is in the folder of the computer, or beside the program', () => {
    const at = (platform: NodeJS.Platform) =>
      policyFiles(platform, { ProgramData: 'D:\\Data' }, '/opt/Tatap/resources');
    expect(at('linux')).toEqual(['/etc/tatap/policy.json', '/opt/Tatap/resources/policy.json']);
    expect(at('win32')[0]).toMatch(/^D:\\Data.Tatap.policy\.json$/);
    expect(at('darwin')[0]).toBe('/Library/Application Support/Tatap/policy.json');
  });
});

test.each([
  ['id', ['en-US'], 'id'],
  ['system', ['id-ID', 'en'], 'id'],
  ['system', ['in'], 'id'],
  ['system', ['de', 'id'], 'id'],
  ['system', ['en-GB', 'id'], 'en'],
  ['system', ['de'], 'en'],
  ['system', [], 'en'],
] as const)('the setting %s with the list %j speaks %s', (setting, preferred, language) => {
  expect(resolveLanguage(setting, preferred)).toBe(language);
});

describe.each(['linux', 'darwin', 'win32'] as const)('the menu on %s', (platform) => {
  const chosen: string[] = [];
  const template = (language: 'en' | 'id', development = false) =>
    menuTemplate({
      texts: textsFor(language),
      platform,
      development,
      choose: (item) => chosen.push(item),
    });
  const items = (language: 'en' | 'id', development?: boolean) =>
    template(language, development).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu : [],
    );

  test('chooses settings, search and sign out, each once', () => {
    chosen.length = 0;
    for (const item of items('en')) item.click?.(undefined as never, undefined, undefined as never);
    expect([...chosen].sort()).toEqual(['dial', 'settings', 'sign-out']);
  });

  test('leaves the keys to the page, and takes none of its others', () => {
    const keys = items('en').flatMap(({ accelerator, registerAccelerator }) =>
      accelerator === undefined ? [] : [[accelerator, registerAccelerator]],
    );
    expect(keys.sort()).toEqual([
      ['CmdOrCtrl+,', false],
      ['CmdOrCtrl+K', false],
    ]);
  });

  test('can be quit, and has developer tools only while developing', () => {
    const roles = (development: boolean) => items('en', development).map(({ role }) => role);
    expect(roles(false)).toContain('quit');
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('toggleDevTools');
  });

  test('speaks Indonesian', () => {
    expect(items('id').map(({ label }) => label)).toContain('Pengaturan…');
  });
});
