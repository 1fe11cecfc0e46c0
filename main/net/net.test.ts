import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from './headers.ts';
import { appUrl, isAppUrl } from './origin.ts';
import { resolveFile, serveFiles, serveFromDevServer } from './serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'tatap-net-'));
const root = join(folder, 'renderer');

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets/main.js'), '0123456789');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string, init?: RequestInit) =>
  serveFiles(root)(new Request(`app://tatap${path}`, init));

describe('the origin', () => {
  test('is scheme and host together', () => {
    expect(isAppUrl(appUrl('index.html'))).toBe(true);
    expect(isAppUrl('app://tatap')).toBe(true);
  });
  test.each([
    'app://other/index.html',
    'app://tatap.example/',
    'app://tatap:8080/',
    'app://user@tatap/',
    'https://tatap/',
    'http://tatap/app://tatap/',
    'file:///tatap',
    'about:blank',
    'null',
    '',
  ])('is not %s', (url) => {
    expect(isAppUrl(url)).toBe(false);
  });
});

describe('files', () => {
  test('are found under the root', () => {
    expect(resolveFile('/r', '/')).toBe(join('/r', 'index.html'));
    expect(resolveFile('/r', '/assets/a%20b.js')).toBe(join('/r', 'assets', 'a b.js'));
  });
  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%252e%252e/secret.txt/..',
    '//etc/passwd',
    '/C:/Windows/win.ini',
    '/a.js::$DATA',
    '/.env',
    '/assets/.hidden',
    '/a%00.js',
    '/%zz',
    'index.html',
    '/assets/',
  ])('are not reached by %s', (path) => {
    expect(resolveFile('/r', path)).toBeNull();
  });
});

describe('answers', () => {
  test('carry the type and every protective header', async () => {
    const response = await get('/index.html');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy('built'),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('geolocation=()'),
    });
  });
  test('say no with the same headers', async () => {
    for (const [response, status] of [
      [await get('/missing.js'), 404],
      [await get('/assets'), 404],
      [await get('/%2e%2e%2fsecret.txt'), 400],
      [await get('/index.html', { method: 'POST' }), 405],
      [await serveFiles(root)(new Request('app://other/index.html')), 404],
    ] as const) {
      expect(response.status).toBe(status);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await response.text()).not.toContain('secret');
    }
  });
  test('to HEAD have no body', async () => {
    const response = await get('/assets/main.js', { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe('10');
    expect(await response.text()).toBe('');
  });
});

test('the policy runs nothing but the app, and inline code only while developing', () => {
  const built = contentSecurityPolicy('built');
  expect(built).toContain("script-src 'self';");
  expect(built).toContain("style-src 'self';");
  expect(built).toContain("object-src 'none'");
  expect(built).toContain("frame-ancestors 'none'");
  expect(built).not.toMatch(/unsafe|\*/);
  // Text becomes neither code nor markup.
  expect(built).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
  expect(contentSecurityPolicy('development')).not.toContain('trusted-types');
  expect(contentSecurityPolicy('development')).toContain("script-src 'self' 'unsafe-inline'");
});

test('while developing the same checks stand before the development server', async () => {
  const asked: string[] = [];
  const serve = serveFromDevServer('http://127.0.0.1:5173', async (url) => {
    asked.push(url);
    return new Response('x', { headers: { 'content-type': 'text/javascript', 'set-cookie': 'a' } });
  });
  const response = await serve(new Request('app://tatap/main.tsx?t=1'));
  expect(asked).toEqual(['http://127.0.0.1:5173/main.tsx?t=1']);
  expect(response.headers.get('content-type')).toBe('text/javascript');
  expect(response.headers.get('set-cookie')).toBeNull();
  expect((await serve(new Request('app://other/main.tsx'))).status).toBe(404);
  expect(asked).toHaveLength(1);
});
