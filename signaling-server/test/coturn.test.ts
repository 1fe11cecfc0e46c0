import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { TurnClient } from '../../testing/server/turn-client.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const installed = spawnSync('turnserver', ['--version']).error === undefined;
if (!installed) console.log('Not run: the documented coturn configuration needs turnserver.');

const guide = readFileSync(join(import.meta.dirname, '../../docs/OPERATING.md'), 'utf8');
const [, documented = ''] = /`\/etc\/turnserver\.conf`:\n\n```\n(.*?)```/s.exec(guide) ?? [];
const [, secret = ''] = /^static-auth-secret=(.*)$/m.exec(documented) ?? [];

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function accepts(port: number): Promise<boolean> {
  const client = await TurnClient.open(port, secret).catch(() => null);
  client?.close();
  return client !== null;
}

describe.skipIf(!installed)('coturn as docs/OPERATING.md configures it', () => {
  let folder: string;
  let turnserver: ChildProcess;
  let port: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tatap-coturn-'));
    port = await freePort();
    // As documented, except for the listening address and the certificate.
    const config = documented
      .replace(/^listening-port=.*$/m, `listening-port=${port}`)
      .replace(/^(?:tls-listening-port|cert|pkey)=.*\n/gm, '');
    const here = [
      'listening-ip=127.0.0.1',
      'relay-ip=127.0.0.1',
      'relay-ip=::1',
      'no-tls',
      'no-dtls',
      `userdb=${join(folder, 'turn.db')}`,
      `pidfile=${join(folder, 'turn.pid')}`,
      'log-file=stdout',
    ];
    writeFileSync(join(folder, 'turnserver.conf'), `${config}${here.join('\n')}\n`);
    turnserver = spawn('turnserver', ['-c', join(folder, 'turnserver.conf')], { stdio: 'ignore' });
    await vi.waitUntil(() => accepts(port), { timeout: 120_000, interval: 100 });
  });

  afterAll(async () => {
    turnserver.kill('SIGKILL');
    await once(turnserver, 'exit');
    rmSync(folder, { recursive: true });
  });

  test.each<[string, 4 | 6, 'granted' | 'refused']>([
    ['198.51.100.7', 4, 'granted'],
    ['0.0.0.0', 4, 'refused'],
    ['10.0.0.1', 4, 'refused'],
    ['10.255.255.255', 4, 'refused'],
    ['100.64.0.1', 4, 'refused'],
    ['100.127.255.255', 4, 'refused'],
    ['100.128.0.1', 4, 'granted'],
    ['127.0.0.1', 4, 'refused'],
    ['127.255.255.254', 4, 'refused'],
    ['169.254.169.254', 4, 'refused'],
    ['172.16.0.1', 4, 'refused'],
    ['172.31.255.255', 4, 'refused'],
    ['172.32.0.1', 4, 'granted'],
    ['192.0.0.8', 4, 'refused'],
    ['192.168.1.1', 4, 'refused'],
    ['198.18.0.1', 4, 'refused'],
    ['198.19.255.255', 4, 'refused'],
    ['224.0.0.1', 4, 'refused'],
    ['255.255.255.255', 4, 'refused'],
    ['2001:db8::7', 6, 'granted'],
    ['::1', 6, 'refused'],
    ['::', 6, 'refused'],
    ['::ffff:a00:1', 6, 'refused'],
    ['64:ff9b::a00:1', 6, 'refused'],
    ['64:ff9b:1::a00:1', 6, 'refused'],
    ['2002:a00:1::1', 6, 'refused'],
    ['fc00::1', 6, 'refused'],
    ['fdff:ffff::1', 6, 'refused'],
    ['fe80::1', 6, 'refused'],
    ['febf::1', 6, 'refused'],
    ['ff02::1', 6, 'refused'],
  ])(
    'a permission for %s is refused or granted as it should be',
    async (address, family, wanted) => {
      const client = await TurnClient.open(port, secret);
      expect(await client.allocate('udp', family)).toBe(0);
      const verdict = await client.permit(address);
      client.close();
      if (wanted === 'granted') expect(verdict).toBe(0);
      // RFC 8656, section 9.2: 403 (Forbidden).
      else expect(verdict).toBe(403);
    },
  );

  test('relays over TCP are refused', async () => {
    const client = await TurnClient.open(port, secret);
    expect(await client.allocate('tcp')).toBeGreaterThanOrEqual(400);
    client.close();
  });
});
