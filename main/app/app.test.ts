import { describe, expect, test } from 'vitest';
import { resolveLanguage, textsFor } from '../i18n/texts.ts';
import { createLogger } from '../log/log.ts';
import { menuTemplate } from '../menu/template.ts';
import { parseArguments } from './arguments.ts';
import { defaultServerUrl } from './default-server.ts';

const log = createLogger(() => undefined);

describe('the command line', () => {
  const nothing = { profile: null, userDataDir: null, hidden: false };
  test.each([
    [[], nothing],
    [['.', '--profile', 'second'], { ...nothing, profile: 'second' }],
    [['--profile=b_2', '--hidden'], { ...nothing, profile: 'b_2', hidden: true }],
    [
      ['--user-data-dir=/tmp/x', '--use-fake-device-for-media-stream', 'tatap:call/rina'],
      { ...nothing, userDataDir: '/tmp/x' },
    ],
    [['--user-data-dir='], nothing],
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
  ['ftp://calls.example', 'http://127.0.0.1:8787'],
  ['https://calls.example/path', 'http://127.0.0.1:8787'],
])('with TATAP_SERVER_URL=%s the server is %s', (configured, url) => {
  expect(defaultServerUrl(configured, log)).toBe(url);
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
