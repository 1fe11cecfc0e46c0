import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../log/log.ts';
import { type Keychain, SessionStore } from './session-store.ts';

const session = { serverUrl: 'https://calls.example', accountId: 'rina', token: 'secret-token' };
const log = createLogger(() => undefined);
let folder: string;
let file: string;
let protects: boolean;
let rotated: boolean;
let generation: number;

const keychain: Keychain = {
  protects: async () => protects,
  encrypt: async (text) => Buffer.from(`${generation}:${Buffer.from(text).toString('hex')}`),
  decrypt: async (encrypted) => {
    const [made, hex = ''] = encrypted.toString().split(':');
    if (!/^\d+$/.test(made ?? '')) throw new Error('not mine');
    return { result: Buffer.from(hex, 'hex').toString(), shouldReEncrypt: rotated };
  },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatap-session-'));
  file = join(folder, 'session.bin');
  protects = true;
  rotated = false;
  generation = 1;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => new SessionStore({ folder, keychain, log });

test('a session outlives the program, encrypted and for its owner only', async () => {
  expect(await open().read()).toBeNull();
  expect(await open().write(session)).toEqual({ persisted: true });
  expect(await open().read()).toEqual(session);
  expect(readFileSync(file, 'utf8')).not.toContain('secret-token');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['session.bin']);
});

test('forgetting removes it from the disk', async () => {
  const store = open();
  await store.write(session);
  expect(await store.write(null)).toEqual({ persisted: true });
  expect(await store.read()).toBeNull();
  expect(existsSync(file)).toBe(false);
});

test('without protection it stays in memory, and an older one does not come back', async () => {
  await open().write(session);
  protects = false;
  const store = open();
  const other = { ...session, accountId: 'budi' };
  expect(await store.write(other)).toEqual({ persisted: false });
  expect(await store.read()).toEqual(other);
  protects = true;
  expect(await open().read()).toBeNull();
});

test('the last of several writes wins on disk too', async () => {
  const store = open();
  const writes = [store.write(session), store.write(null), store.write(session), store.write(null)];
  await Promise.all(writes);
  expect(existsSync(file)).toBe(false);
});

test.each([
  ['foreign bytes', 'garbage'],
  ['another shape', `1:${Buffer.from('{"token":5}').toString('hex')}`],
  ['no JSON', `1:${Buffer.from('{').toString('hex')}`],
])('%s are no session, and stay where they are', async (_what, content) => {
  writeFileSync(file, content);
  expect(await open().read()).toBeNull();
  expect(readFileSync(file, 'utf8')).toBe(content);
});

test('a rotated key encrypts anew', async () => {
  await open().write(session);
  rotated = true;
  generation = 2;
  expect(await open().read()).toEqual(session);
  expect(readFileSync(file, 'utf8')).toMatch(/^2:/);
});

test('where it cannot be saved, the session is still there until the program ends', async () => {
  const store = open();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file in the way');
  await expect(store.write(session)).rejects.toThrow();
  expect(await store.read()).toEqual(session);
});
