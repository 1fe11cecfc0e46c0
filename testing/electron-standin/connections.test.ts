/// <reference path="../../renderer/vite-env.d.ts" />
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Desktop, launchDesktop } from './launch.ts';
import { fetchedBy, type OpenServer, startOpenServer } from './open-server.fixture.ts';
import { patienceMs, startWhole, type Whole } from './whole.fixture.ts';

let whole: Whole;
let desktop: Desktop;
let [one, two]: [OpenServer, OpenServer] = [] as never;

beforeAll(async () => {
  [whole, one, two] = [await startWhole(), await startOpenServer(), await startOpenServer()];
  await whole.desktop.close();
  const { appDir, profileDir } = whole;
  desktop = await launchDesktop({ appDir, profileDir, env: { TATAP_SERVER_URL: one.url } });
}, patienceMs);

beforeEach(() => {
  for (const { got } of [one, two]) got.splice(0);
});

afterAll(async () => {
  await desktop.close();
  for (const server of [one, two]) server.close();
  await whole.close();
}, patienceMs);

const fetched = (url: string) => fetchedBy(desktop.mainWindow, url);

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
