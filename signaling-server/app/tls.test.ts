import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../../testing/signaling-server.ts';
import { isHealthy } from './health.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('with a certificate', () => {
  let folder: string;
  let tlsCert: string;
  let tlsKey: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tatap-tls-'));
    tlsCert = join(folder, 'cert.pem');
    tlsKey = join(folder, 'key.pem');
    const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const out = ['-keyout', tlsKey, '-out', tlsCert, '-days', '1', '-subj', '/CN=localhost'];
    execFileSync('openssl', ['req', '-x509', ...newKey, ...out], { stdio: 'ignore' });
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('it speaks https, and is healthy', async () => {
    const server = await startTestServer({ tlsCert, tlsKey });
    expect(server.url).toMatch(/^https:/);
    const status = await new Promise((resolve, reject) => {
      get(`${server.url}/api/server`, { rejectUnauthorized: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });
    expect(status).toBe(200);
    const port = Number(new URL(server.url).port);
    expect(await isHealthy({ ...server.config, port })).toBe(true);
    await server.close();
    expect(await isHealthy({ ...server.config, port })).toBe(false);
  });

  test('whose key is another’s it does not start, and says so', async () => {
    const otherKey = join(folder, 'other.pem');
    writeFileSync(otherKey, execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519']));
    await expect(startTestServer({ tlsCert, tlsKey: otherKey })).rejects.toMatchObject({
      name: 'StartupError',
      code: 'certificate',
    });
  });
});
