import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { startTestServer } from '../../testing/signaling-server.ts';
import { healthProblem } from './health.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('with a certificate', () => {
  let folder: string;
  let tlsCert: string;
  let tlsKey: string;

  /** Writes a new certificate and key for a name that the test can recognise. */
  function issue(name: string): void {
    const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const out = ['-keyout', tlsKey, '-out', tlsCert, '-days', '1', '-subj', `/CN=${name}`];
    execFileSync('openssl', ['req', '-x509', ...newKey, ...out], { stdio: 'ignore' });
  }

  /** The name in the certificate that a new connection gets. */
  function nameShown(url: string): Promise<string> {
    const { port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect({ port: Number(port), rejectUnauthorized: false }, () => {
        resolve(String(socket.getPeerCertificate().subject.CN));
        socket.destroy();
      });
      socket.on('error', reject);
    });
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tatap-tls-'));
    tlsCert = join(folder, 'cert.pem');
    tlsKey = join(folder, 'key.pem');
    issue('localhost');
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('the server uses https and is healthy', async () => {
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
    expect(await healthProblem({ ...server.config, port })).toBeNull();
    await server.close();
    expect(await healthProblem({ ...server.config, port })).toMatch(
      /^https:.* cannot be reached: /,
    );
  });

  test('that is renewed, the server uses the new one within a minute, without a restart', async () => {
    const clock = new VirtualClock();
    const server = await startTestServer({ tlsCert, tlsKey }, { clock });
    issue('renewed');
    expect(await nameShown(server.url)).toBe('localhost');
    clock.advance(60_000);
    expect(await nameShown(server.url)).toBe('renewed');
    const renewedKey = readFileSync(tlsKey);
    // Half-written: the next key is there, but not its certificate.
    writeFileSync(tlsKey, execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519']));
    clock.advance(60_000);
    expect(await nameShown(server.url)).toBe('renewed');
    writeFileSync(tlsKey, renewedKey);
    issue('localhost');
    server.reload();
    expect(await nameShown(server.url)).toBe('localhost');
    await server.close();
  });

  test('whose key does not match, the server does not start and gives an error message', async () => {
    const otherKey = join(folder, 'other.pem');
    writeFileSync(otherKey, execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519']));
    await expect(startTestServer({ tlsCert, tlsKey: otherKey })).rejects.toMatchObject({
      name: 'StartupError',
      code: 'certificate',
    });
  });
});
