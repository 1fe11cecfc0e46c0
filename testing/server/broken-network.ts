import type { AddressInfo } from 'node:net';
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';

interface Link {
  readonly near: Socket;
  readonly far: Socket;
}

/** A TCP relay in front of a server. It can lose connections as a change of networks does. */
export class BrokenNetwork {
  readonly url: string;
  readonly #server: Server;
  readonly #links = new Set<Link>();

  private constructor(server: Server, url: string, links: Set<Link>) {
    this.#server = server;
    this.url = url;
    this.#links = links;
  }

  static async before(target: string): Promise<BrokenNetwork> {
    const { hostname, port } = new URL(target);
    const links = new Set<Link>();
    const server = createServer((near) => {
      const far = connectTo(Number(port), hostname);
      links.add({ near, far });
      near.on('error', () => {});
      far.on('error', () => {});
      near.on('data', (data) => far.write(data));
      far.on('data', (data) => near.write(data));
      near.on('end', () => far.end());
      far.on('end', () => near.end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address() as AddressInfo;
    return new BrokenNetwork(server, `http://127.0.0.1:${address.port}`, links);
  }

  /** Breaks the client's connections. The server's ends stay open, and nothing answers on them. */
  swallow(): void {
    for (const { near, far } of this.#links) {
      near.removeAllListeners('end');
      near.removeAllListeners('data');
      far.removeAllListeners('data');
      far.resume();
      near.destroy();
    }
  }

  async close(): Promise<void> {
    for (const { near, far } of this.#links) {
      near.destroy();
      far.destroy();
    }
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
