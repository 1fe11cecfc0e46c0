import { RawClient } from './raw-client.ts';

/** Many sockets of one address. */
export class Crowd {
  readonly #clients: RawClient[] = [];

  /** Opens sockets to a port of this machine; each says the same first. */
  async open(port: number, count: number, first: string | Buffer): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const client = (await RawClient.open(port)).listen();
      client.write(first);
      this.#clients.push(client);
    }
  }

  /** How many the server has not closed. */
  get stillOpen(): number {
    return this.#clients.filter((client) => client.isOpen).length;
  }

  leave(): void {
    for (const client of this.#clients.splice(0)) client.close();
  }
}
