import { expect, test } from 'vitest';
import { Servers } from './servers.ts';

function setUp(server: string | null = 'http://127.0.0.1:8787', development: string | null = null) {
  const now = { server };
  return { now, servers: new Servers({ chosen: () => now.server, development }) };
}

test.each([
  ['http://127.0.0.1:8787', 'http://127.0.0.1:8787/api/server', true],
  ['http://127.0.0.1:8787', 'ws://127.0.0.1:8787/socket.io/?EIO=4', true],
  ['http://127.0.0.1:8787', 'http://127.0.0.1:8788/', false],
  ['http://127.0.0.1:8787', 'http://localhost:8787/', false],
  ['http://127.0.0.1:8787', 'http://127.0.0.1/', false],
  ['https://calls.example', 'https://calls.example:443/api/server', true],
  ['https://calls.example:443', 'wss://calls.example/socket.io/', true],
  ['https://calls.example', 'https://user:word@calls.example.evil.example/', false],
  ['https://calls.example', 'http://calls.example/', false],
  ['http://[::1]:80', 'ws://[::1]/', true],
  ['https://calls.example', 'not an address', false],
  [null, 'http://127.0.0.1:8787/', false],
])('with the server %s, %s may be reached: %s', (server, url, allowed) => {
  expect(setUp(server).servers.allows(url)).toBe(allowed);
});

test('allows a checked server until another one is checked or the server in use changes', () => {
  const { servers, now } = setUp();
  servers.check('https://one.example');
  expect(servers.allows('https://one.example/api/server')).toBe(true);
  servers.check('https://two.example');
  expect(servers.allows('https://one.example/')).toBe(false);
  now.server = 'https://two.example';
  servers.changed();
  expect(servers.allows('https://two.example/')).toBe(true);
  expect(servers.allows('http://127.0.0.1:8787/')).toBe(false);
  now.server = 'http://127.0.0.1:8787';
  servers.changed();
  expect(servers.allows('https://two.example/')).toBe(false);
});

test('allows the server of an ended session until another server is chosen', () => {
  const { servers, now } = setUp();
  const session = { serverUrl: 'https://mine.example' };
  servers.signedIn(session);
  now.server = 'https://other.example';
  servers.changed();
  expect(servers.allows('wss://mine.example/')).toBe(true);
  servers.signedIn(null);
  expect(servers.allows('https://mine.example/')).toBe(true);
  servers.changed();
  expect(servers.allows('https://mine.example/')).toBe(false);
});

test('allows the development server', () => {
  const { servers } = setUp(null, 'http://localhost:5173');
  expect(servers.allows('ws://localhost:5173/')).toBe(true);
});
