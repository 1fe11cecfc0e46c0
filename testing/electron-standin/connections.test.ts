/// <reference path="../../renderer/vite-env.d.ts" />
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Desktop, launchDesktop } from './launch.ts';
import { patienceMs, startWhole, type Whole } from './whole.fixture.ts';

/** A server that answers every request, and every WebSocket upgrade with 400. */
interface Listening {
  readonly url: string;
  /** Requests and upgrades that it received. */
  readonly got: string[];
  readonly server: Server;
}

async function listen(): Promise<Listening> {
  const got: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    got.push(url);
    const away = /^\/to\?(.*)/.exec(url)?.[1];
    const headers = { 'access-control-allow-origin': '*' };
    if (away === undefined) response.writeHead(200, headers).end('there');
    else response.writeHead(302, { ...headers, location: decodeURIComponent(away) }).end();
  });
  server.on('upgrade', ({ url = '' }, socket) => {
    got.push(`upgrade ${url}`);
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got, server };
}

let whole: Whole;
let desktop: Desktop;
let [one, two]: [Listening, Listening] = [] as never;

beforeAll(async () => {
  [whole, one, two] = [await startWhole(), await listen(), await listen()];
  await whole.desktop.close();
  const { appDir, profileDir } = whole;
  desktop = await launchDesktop({ appDir, profileDir, env: { TATAP_SERVER_URL: one.url } });
}, patienceMs);

beforeEach(() => {
  for (const { got } of [one, two]) got.splice(0);
});

afterAll(async () => {
  await desktop.close();
  for (const { server } of [one, two]) {
    server.closeAllConnections();
    server.close();
  }
  await whole.close();
}, patienceMs);

const fetched = (url: string) =>
  desktop.mainWindow.evaluate(
    (address) =>
      fetch(address).then(
        (answer) => answer.text(),
        () => 'refused',
      ),
    url,
  );

/** Opens a WebSocket and waits until it closes. */
const opened = (url: string) =>
  desktop.mainWindow.evaluate(
    (address) =>
      new Promise((resolve) => {
        new WebSocket(address).onclose = ({ code }) => resolve(code);
      }),
    url.replace(/^http/, 'ws'),
  );

const write = (serverUrl: string | null) =>
  desktop.mainWindow.evaluate(
    (server) => window.tatap?.invoke('settings.write', { serverUrl: server }),
    serverUrl,
  );
const check = (serverUrl: string) =>
  desktop.mainWindow.evaluate((server) => window.tatap?.invoke('server.check', server), serverUrl);

test('the page can connect only to its server, and the log names a refused host once', async () => {
  expect(await fetched(`${one.url}/a`)).toBe('there');
  expect(await fetched(`${two.url}/a`)).toBe('refused');
  expect(await fetched(`${two.url}/b`)).toBe('refused');
  await opened(`${one.url}/socket`);
  await opened(`${two.url}/socket`);
  expect(one.got).toEqual(['/a', 'upgrade /socket']);
  expect(two.got).toEqual([]);
  expect(desktop.output().match(/connection of a page refused/g)).toHaveLength(1);
});

test('a redirect to another server is refused', async () => {
  expect(await fetched(`${one.url}/to?${encodeURIComponent(`${one.url}/a`)}`)).toBe('there');
  expect(await fetched(`${one.url}/to?${encodeURIComponent(`${two.url}/a`)}`)).toBe('refused');
  expect(two.got).toEqual([]);
});

test('the page can also connect to a server that it checks', async () => {
  await check(two.url);
  expect(await fetched(`${two.url}/a`)).toBe('there');
  expect(await fetched(`${one.url}/a`)).toBe('there');
});

test('after another server is chosen, the page can connect to it and no longer to the old one', async () => {
  await write(two.url);
  expect(await fetched(`${two.url}/a`)).toBe('there');
  expect(await fetched(`${one.url}/a`)).toBe('refused');
  await opened(`${one.url}/socket`);
  await opened(`${two.url}/socket`);
  expect(one.got).toEqual([]);
  expect(two.got).toEqual(['/a', 'upgrade /socket']);
  await write(null);
  expect(await fetched(`${one.url}/a`)).toBe('there');
  expect(await fetched(`${two.url}/a`)).toBe('refused');
});
