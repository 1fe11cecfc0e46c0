import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveDevice } from '../../testing/server/live-device.ts';
import { compileCache } from '../../testing/server/process-server.ts';
import {
  askAt,
  deviceNumber,
  startTestServer,
  testDevice,
} from '../../testing/signaling-server.ts';

// Starting programs can be slow on a loaded machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const entry = fileURLToPath(new URL('./main.ts', import.meta.url));
const children: ChildProcess[] = [];
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'tatap-process-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(dataDir, { recursive: true });
});

/** Starts the server as people do, with an empty environment. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { NODE_COMPILE_CACHE: compileCache, TATAP_DATA_DIR: dataDir, TATAP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += String(chunk);
  });
  return { child, exited, stderr: text(child.stderr), log: () => log };
}

async function finished(args: readonly string[], env?: Record<string, string>) {
  const { child, exited, stderr } = run(args, env);
  const stdout = await text(child.stdout);
  return { code: await exited, stdout, stderr: await stderr };
}

async function started(env?: Record<string, string>) {
  const { child, exited, stderr, log } = run([], env);
  const [line] = await once(child.stdout, 'data');
  const url = /http:\S+/.exec(String(line))?.[0] ?? '';
  return { child, exited, stderr, log, url, line: String(line) };
}

test('prints its URL in one line, answers there, and SIGTERM ends it with 0', async () => {
  const server = await started();
  expect(server.line).toMatch(/^Tatap is ready at http:\/\/127\.0\.0\.1:\d+\n$/);
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ ok: true });
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
  const log = (await server.stderr).trim().split('\n');
  expect(log.map((line) => JSON.parse(line).msg)).toEqual([
    `Server listening at ${server.url}`,
    'server stopping on SIGTERM',
    'server stopped',
  ]);
});

test('SIGHUP does not end it, and only its user can read its files', async () => {
  chmodSync(dataDir, 0o755);
  const server = await started();
  server.child.kill('SIGHUP');
  const said = vi.waitFor(() => expect(server.log()).toContain('SIGHUP'), { timeout: 60_000 });
  await said;
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ ok: true });
  for (const name of readdirSync(dataDir)) {
    expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0);
  }
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
  expect(await server.stderr).toContain(`chmod 700 ${dataDir}`);
});

test('keeps running when its output pipe is closed, and still stops in order', async () => {
  const { child, exited, stderr, url } = await started();
  child.stdout.destroy();
  child.stderr.destroy();
  await expect(stderr).rejects.toThrow('Premature close');
  // A refused request, which is logged.
  expect((await fetch(`${url}/api/sessions`, { method: 'POST', body: '{' })).ok).toBe(false);
  expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ ok: true });
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});

test('an invitation that was created while the server runs creates one account', async () => {
  const server = await started({ TATAP_REGISTRATION: 'invitation' });
  const made = await finished(['invite', '--days', '1'], {
    TATAP_REGISTRATION: 'invitation',
    TATAP_PUBLIC_URL: 'https://call.example.org',
    LC_ALL: 'en_US.UTF-8',
    TZ: 'Asia/Jakarta',
  });
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^(?:\w{4}-){3}\w{4}\n$/) });
  expect(made.stderr).toContain(`Database: ${join(dataDir, 'tatap.db')}\n`);
  expect(made.stderr).not.toContain('just now');
  const asked = `invitation=${made.stdout.trim()}\n`;
  expect(made.stderr).toContain(`https://call.example.org/?${asked}`);
  expect(made.stderr).toContain(`https://call.example.org/add/ID?${asked}`);
  expect(made.stderr).toMatch(/This code opens one account until .* GMT\+7:\n/);
  const create = async (id: string) => {
    const response = await fetch(`${server.url}/api/accounts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id,
        displayName: id,
        password: 'correct horse',
        invitation: made.stdout.toLowerCase(),
        device: testDevice(),
      }),
    });
    return response.status;
  };
  expect(await create('sari')).toBe(200);
  expect(await create('budi')).toBe(403);
});

test('an invitation with an inviter makes the new account a contact at once', async () => {
  const registration = { TATAP_REGISTRATION: 'invitation' };
  const env = { ...registration, TATAP_PUBLIC_URL: 'https://call.example.org' };
  const server = await started(registration);
  const joined = async (id: string, device: string, invited: { readonly stdout: string }) => {
    const { ack } = await askAt(server.url, 'createAccount', {
      body: {
        id,
        displayName: id.toUpperCase(),
        password: 'correct horse',
        invitation: invited.stdout,
        device: testDevice(device),
      },
    });
    if (!ack.ok) throw new Error(ack.code);
    return new LiveDevice(server.url, { account: id, device }, ack.token);
  };
  const sari = await joined('sari', deviceNumber(1), await finished(['invite'], env));
  expect((await sari.connect()).contacts).toEqual([]);

  const made = await finished(['invite', '--from', 'Sari'], env);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^(?:\w{4}-){3}\w{4}\n$/) });
  expect(made.stderr).toContain('The new account and sari become contacts at once.\n');
  const link = `https://call.example.org/add/sari?invitation=${made.stdout.trim()}\n`;
  expect(made.stderr).toContain(link);

  const budi = await joined('budi', deviceNumber(2), made);
  expect(await sari.next('contact.changed')).toMatchObject({
    contact: { id: 'budi', displayName: 'BUDI', relation: 'accepted', presence: 'offline' },
  });
  expect((await budi.connect()).contacts).toMatchObject([
    { id: 'sari', displayName: 'SARI', relation: 'accepted', presence: 'online' },
  ]);
  expect(await sari.next('presence.changed')).toEqual({ id: 'budi', presence: 'online' });
  sari.close();
  budi.close();
});

test('an invitation from an unknown ID prints one sentence and exits with 1', async () => {
  const made = await finished(['invite', '--from', 'nobody']);
  expect(made).toMatchObject({ code: 1, stdout: '' });
  expect(made.stderr).toContain('This database has no account with the ID nobody.\n');
});

test('an invitation in a new database prints a hint', async () => {
  const made = await finished(['invite']);
  expect(made.stderr).toContain(`Database: ${join(dataDir, 'tatap.db')}\nIt was made just now`);
});

test('reset-password while a server runs prints a code that sets a new password once', async () => {
  const server = await started();
  const ask = async (endpoint: 'createAccount' | 'recoverAccount', body: object) => {
    const answer = await askAt(server.url, endpoint, {
      body: { id: 'sari', displayName: 'Sari', device: testDevice(), ...body } as never,
    });
    return answer.ack.ok ? 'ok' : answer.ack.code;
  };
  expect(await ask('createAccount', { password: 'correct horse' })).toBe('ok');
  const made = await finished(['reset-password', 'Sari']);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^(?:\w{4}-){6}\w{4}\n$/) });
  expect(made.stderr).toContain(`Database: ${join(dataDir, 'tatap.db')}\n`);
  expect(made.stderr).toContain('This code sets a new password for sari. It works once, until ');
  const recovery = { password: 'another horse', recoveryCode: made.stdout.toLowerCase() };
  expect(await ask('recoverAccount', recovery)).toBe('ok');
  const other = { ...recovery, device: testDevice(deviceNumber(2)) };
  expect(await ask('recoverAccount', other)).toBe('wrong-recovery-code');
});

test('reset-password for an unknown ID prints one sentence and exits with 1', async () => {
  const made = await finished(['reset-password', 'nobody']);
  expect(made).toMatchObject({ code: 1, stdout: '' });
  expect(made.stderr).toContain('This database has no account with the ID nobody.\n');
});

test('a port in use: one sentence and exit code 1', async () => {
  const other = await startTestServer();
  const { port } = new URL(other.url);
  const { code, stdout, stderr } = await finished([], { TATAP_PORT: port });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(new RegExp(`^Port ${port} on 127.0.0.1 is in use.*TATAP_PORT=\\d+\\.\n$`));
  await other.close();
});

test('data that another server uses: one sentence and exit code 1', async () => {
  const server = await started();
  const { code, stdout, stderr } = await finished([]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `Another Tatap server uses the data in ${dataDir}. ` +
      'Stop it, or name another folder: TATAP_DATA_DIR.\n',
  );
  server.child.kill('SIGKILL');
  await server.exited;
  await started();
});

test('a database of a newer version: one sentence and exit code 1', async () => {
  const newer = new DatabaseSync(join(dataDir, 'tatap.db'));
  newer.exec('PRAGMA user_version = 1000');
  newer.close();
  const { code, stderr } = await finished([]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The database in .* newer version of the server\. .*TATAP_DATA_DIR\.\n$/);
});

test('a folder that cannot be written: one sentence and exit code 1', async () => {
  const { code, stderr } = await finished([], { TATAP_DATA_DIR: entry });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^[^\n]*TATAP_DATA_DIR\.\n$/);
});

test('wrong configuration: every problem, no secret, exit code 2', async () => {
  const { code, stderr } = await finished([], {
    TATAP_PORT: '80a',
    TATAP_TURN_SECRET: 'hush',
    DATABASE_URL: 'postgres://db',
    TATAP_TLS_CERT: '/cert.pem',
    TATAP_WEB_CLIENT: '/nowhere',
  });
  expect(code).toBe(2);
  expect(stderr.trim().split('\n')).toEqual([
    'TATAP_PORT is "80a". Accepted: a whole number from 0 to 65535.',
    'TATAP_TURN_SECRET is set (4 characters, not shown). Accepted: at least 8 characters.',
    expect.stringMatching(/^DATABASE_URL is set, but /),
    'TATAP_TLS_CERT and TATAP_TLS_KEY go together: set both or neither.',
    'TATAP_TURN_URLS and TATAP_TURN_SECRET go together: set both or neither.',
    expect.stringMatching(/^TATAP_WEB_CLIENT is "\/nowhere", with no index\.html/),
  ]);
  expect(stderr).not.toContain('hush');
});

test('health reports whether the server works', async () => {
  const server = await started();
  const TATAP_PORT = new URL(server.url).port;
  expect(await finished(['health'], { TATAP_PORT })).toMatchObject({ code: 0 });
  server.child.kill('SIGINT');
  expect(await server.exited).toBe(0);
  expect(await finished(['health'], { TATAP_PORT })).toEqual({
    code: 1,
    stdout: '',
    stderr:
      `http://127.0.0.1:${TATAP_PORT}/readyz cannot be reached: nothing listens there. ` +
      'The settings must be those of the running server.\n',
  });
});

test('--version and --help answer on standard output and start nothing', async () => {
  expect(await finished(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  const help = await finished(['--help']);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('TATAP_TURN_SECRET');
});

test('an unknown command: exit code 2', async () => {
  expect(await finished(['serve'])).toMatchObject({
    code: 2,
    stderr: '"serve" is no command. --help shows what there is.\n',
  });
});
