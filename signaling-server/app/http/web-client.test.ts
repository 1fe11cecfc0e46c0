import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/signaling-server.ts';

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tatap-web-'));
  mkdirSync(join(folder, 'web', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'not for the world');
  writeFileSync(
    join(folder, 'web', 'index.html'),
    '<title>Tatap</title><script type="module" src="./assets/main-3f2a.js"></script>',
  );
  writeFileSync(join(folder, 'web', 'assets', 'main-3f2a.js'), 'export {};');
  writeFileSync(join(folder, 'web', 'assets', 'late-77aa.js'), 'late();');
  server = await startTestServer({ webClient: join(folder, 'web') });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const page = (path: string) => fetch(server.url + path, { headers: { accept: 'text/html' } });

describe('the web client', () => {
  test.each(['/', '/index.html', '/add/sari', '/call/sari?video'])(
    '%s is the page',
    async (path) => {
      const response = await page(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<title>Tatap</title>');
    },
  );

  test.each(['/', '/add/sari'])('the page at %s finds its script', async (path) => {
    const response = await page(path);
    const [, source = ''] = /src="([^"]+)"/.exec(await response.text()) ?? [];
    const script = await fetch(new URL(source, response.url));
    expect(await script.text()).toBe('export {};');
  });

  test('files with a content hash in their name are cached for ever', async () => {
    const response = await fetch(`${server.url}/assets/main-3f2a.js`);
    expect(response.headers.get('content-type')).toMatch(/javascript/);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test('a cached page is not sent again', async () => {
    const etag = (await page('/')).headers.get('etag') ?? '';
    const ask = (held: string) =>
      fetch(server.url, { headers: { 'if-none-match': held, accept: 'text/html' } });
    const same = await ask(`"other", W/${etag}`);
    expect(same.status).toBe(304);
    expect(same.headers.get('etag')).toBe(etag);
    expect((await ask('"other"')).status).toBe(200);
  });

  test('files are served as they were at the start, even if they were deleted', async () => {
    rmSync(join(folder, 'web', 'assets', 'late-77aa.js'));
    expect(await (await fetch(`${server.url}/assets/late-77aa.js`)).text()).toBe('late();');
  });

  test('a missing script is not answered with the page', async () => {
    const response = await fetch(`${server.url}/assets/main-0000.js`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ ok: false, code: 'not-found' });
  });

  test.each(['/../secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2f..%2fsecret.txt', '/%00'])(
    'nothing outside of its folder: %s',
    async (path) => {
      const { hostname, port } = new URL(server.url);
      const text = await new Promise<string>((resolve, reject) => {
        const asked = request({ hostname, port, path }, (response) => {
          let body = '';
          response.on('data', (chunk) => {
            body += String(chunk);
          });
          response.on('end', () => resolve(body));
        });
        asked.on('error', reject).end();
      });
      expect(text).not.toContain('not for the world');
      expect(JSON.parse(text)).toMatchObject({ ok: false });
    },
  );

  test('endpoints are not answered with the page, even for a browser', async () => {
    const response = await page('/api/nothing');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ ok: false, code: 'not-found' });
  });

  test('runs our own scripts only, and talks to this server only', async () => {
    const { headers } = await page('/');
    const host = new URL(server.url).host;
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "media-src 'self' blob: mediastream:",
        `connect-src 'self' ws://${host} wss://${host}`,
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ]),
    );
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  test('an invalid host is left out of the policy', async () => {
    const { hostname, port } = new URL(server.url);
    const policy = await new Promise<string>((resolve, reject) => {
      const headers = { host: "x; script-src 'unsafe-inline'", accept: 'text/html' };
      const asked = request({ hostname, port, path: '/', headers }, (response) => {
        response.resume();
        resolve(String(response.headers['content-security-policy']));
      });
      asked.on('error', reject).end();
    });
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toContain('unsafe');
  });
});

test('the https site of a host sends HSTS for a year', async () => {
  const secure = await startTestServer({
    webClient: join(folder, 'web'),
    publicUrl: 'https://call.example.org',
  });
  const { headers } = await fetch(secure.url);
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(headers.get('content-security-policy')).toContain('wss://call.example.org');
  await secure.close();
});

test('a folder that is far too large gives an error message', async () => {
  const large = mkdtempSync(join(tmpdir(), 'tatap-large-'));
  writeFileSync(join(large, 'index.html'), '');
  truncateSync(join(large, 'index.html'), 65 * 1024 * 1024);
  await expect(startTestServer({ webClient: large })).rejects.toMatchObject({
    code: 'web-client',
    message: expect.stringMatching(/more than 64 MB\. TATAP_WEB_CLIENT must name/),
  });
  rmSync(large, { recursive: true });
});

test('without a web client, a browser gets a text that says what the server is', async () => {
  const bare = await startTestServer();
  const response = await fetch(bare.url, { headers: { accept: 'text/html' } });
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('This is a Tatap signaling server.');
  await bare.close();
});
