import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from './config.ts';
import { defaultDataDir, type Environment } from './data-dir.ts';
import { helpText } from './help.ts';
import type { Setting } from './setting-kinds.ts';
import { settings } from './settings.ts';

function configOf(env: Environment) {
  const loaded = loadConfig(env);
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded;
}

function problemsOf(env: Environment): readonly string[] {
  const loaded = loadConfig(env);
  return loaded.ok ? [] : loaded.problems;
}

test('without settings: loopback, port 8787, open registration, no warnings', () => {
  const { config, warnings } = configOf({});
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 8787,
    registration: 'open',
    publicUrl: null,
    stunUrls: [],
    turnUrls: [],
    turnSecret: null,
    trustProxy: [],
    dataDir: defaultDataDir({}),
  });
  expect(warnings).toEqual([]);
});

test('an empty variable counts as not set', () => {
  expect(configOf({ TATAP_PORT: ' ', DATABASE_URL: '' }).config.port).toBe(8787);
});

test('valid values are parsed', () => {
  const { config } = configOf({
    TATAP_HOST: '0.0.0.0',
    TATAP_PORT: '443',
    TATAP_DATA_DIR: '/srv/tatap',
    TATAP_REGISTRATION: 'invitation',
    TATAP_PUBLIC_URL: 'https://call.example.org/',
    TATAP_STUN_URLS: 'stun:stun.example.org, stuns:stun.example.org:5349',
    TATAP_TURN_URLS: 'turn:turn.example.org:3478?transport=udp',
    TATAP_TURN_SECRET: 'a shared secret',
    TATAP_TRUST_PROXY: 'loopback,10.0.0.0/8,2001:db8::1',
    TATAP_DEVICE_GONE_S: '45',
    TATAP_LIMIT_SOCKETS_PER_ACCOUNT: '3',
  });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 443,
    dataDir: '/srv/tatap',
    registration: 'invitation',
    publicUrl: 'https://call.example.org',
    stunUrls: ['stun:stun.example.org', 'stuns:stun.example.org:5349'],
    turnUrls: ['turn:turn.example.org:3478?transport=udp'],
    turnSecret: 'a shared secret',
    trustProxy: ['loopback', '10.0.0.0/8', '2001:db8::1'],
    deviceGoneS: 45,
    socketsPerAccount: 3,
  });
});

describe('refused with variable, value and accepted values', () => {
  test.each([
    ['TATAP_PORT', '65536'],
    ['TATAP_PORT', '-1'],
    ['TATAP_PORT', '1e3'],
    ['TATAP_REGISTRATION', 'Open'],
    ['TATAP_PUBLIC_URL', 'call.example.org'],
    ['TATAP_PUBLIC_URL', 'https://call.example.org/tatap'],
    ['TATAP_PUBLIC_URL', 'https://user:pass@call.example.org'],
    ['TATAP_STUN_URLS', 'turn:turn.example.org'],
    ['TATAP_STUN_URLS', 'stun:a,,stun:b'],
    ['TATAP_TURN_URLS', 'turn:turn.example.org?transport=sctp'],
    ['TATAP_DEVICE_GONE_S', '4'],
    ['TATAP_DEVICE_GONE_S', '61'],
    ['TATAP_TRUST_PROXY', 'true'],
    ['TATAP_TRUST_PROXY', '10.0.0.0/33'],
    ['TATAP_LOG_LEVEL', 'loud'],
    ['TATAP_TURN_TTL_S', '10'],
    ['TATAP_WEB_CLIENT', '/nowhere'],
  ])('%s=%s', (variable, value) => {
    const setting = Object.values<Setting>(settings).find((each) => each.variable === variable);
    // The other setting that this one needs.
    const partner = variable === 'TATAP_TURN_URLS' ? { TATAP_TURN_SECRET: 'a long secret' } : {};
    const [problem, ...others] = problemsOf({ ...partner, [variable]: value });
    expect(others).toEqual([]);
    expect(problem).toContain(`${variable} is "${value}"`);
    expect(problem).toContain(`Accepted: ${setting?.accepts}.`);
  });

  test('all problems at once', () => {
    expect(problemsOf({ TATAP_PORT: 'x', TATAP_HOST: 'y', TATAP_METRICS: 'z' })).toHaveLength(2);
  });

  test('a secret is not shown', () => {
    const [problem] = problemsOf({ TATAP_TURN_SECRET: 'hush' });
    expect(problem).toContain('TATAP_TURN_SECRET is set (4 characters, not shown)');
    expect(problem).not.toContain('hush');
  });

  test.each([
    [{ TATAP_TLS_CERT: 'cert.pem' }, 'TATAP_TLS_KEY'],
    [{ TATAP_TURN_URLS: 'turn:a' }, 'TATAP_TURN_SECRET'],
    [{ TATAP_TURN_SECRET: 'a shared secret' }, 'TATAP_TURN_URLS'],
    [{ DATABASE_URL: 'postgres://db' }, 'SQLite only'],
    [{ REDIS_URL: 'redis://cache' }, 'one process only'],
  ])('%j', (env, words) => {
    expect(problemsOf(env)).toEqual([expect.stringContaining(words)]);
  });
});

describe('warned of', () => {
  test('a variable that looks like ours and is not', () => {
    expect(configOf({ TATAP_PROT: '1' }).warnings).toEqual([
      expect.stringContaining('TATAP_PROT is set, but the server has no such setting'),
    ]);
  });

  test('plain HTTP to other machines, and not behind a proxy with https', () => {
    const open = { TATAP_HOST: '0.0.0.0' };
    expect(configOf(open).warnings).toEqual([expect.stringContaining('plain HTTP')]);
    expect(configOf({ ...open, TATAP_PUBLIC_URL: 'https://a.example' }).warnings).toEqual([]);
  });
});

test('the web client: none, a built folder, or the source tree’s if built', () => {
  expect(configOf({ TATAP_WEB_CLIENT: 'none' }).config.webClient).toBeNull();
  const folder = mkdtempSync(join(tmpdir(), 'tatap-web-'));
  writeFileSync(join(folder, 'index.html'), '');
  expect(configOf({ TATAP_WEB_CLIENT: folder }).config.webClient).toBe(folder);
  rmSync(folder, { recursive: true });
});

test.runIf(process.platform === 'linux')('data goes to the XDG folder', () => {
  expect(defaultDataDir({ XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/tatap-server');
  expect(defaultDataDir({ XDG_DATA_HOME: 'relative' }, 'linux')).toMatch(
    /^\/.*\.local\/share\/tatap-server$/,
  );
});

test('--help lists every variable with what it accepts and its default', () => {
  const help = helpText();
  for (const { variable, about, accepts, fallback } of Object.values<Setting>(settings)) {
    expect(help).toContain(`  ${variable}\n      ${about}\n      Accepted: ${accepts}.`);
    if (fallback) expect(help).toContain(`Default: ${fallback}.`);
  }
});
