import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

/** A server that lets every page read it, and answers WebSocket upgrades with 400. */
export interface OpenServer {
  readonly url: string;
  /** Requests and upgrades that it received. */
  readonly got: string[];
  close(): void;
}

/** Starts one. It answers `there`; `/to?URL` leads to the URL. */
export async function startOpenServer(): Promise<OpenServer> {
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
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What a page gets at an address: the text, or `refused`. */
export function fetchedBy(page: Page, url: string): Promise<string> {
  return page.evaluate(
    (address) =>
      fetch(address).then(
        (answer) => answer.text(),
        () => 'refused',
      ),
    url,
  );
}
