import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A TCP connection on which an attack writes what it likes and reads only if it wants to. */
export class RawClient {
  readonly socket: Socket;
  #received = '';

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => {});
  }

  /** Connects from an address of 127.0.0.0/8; nothing is read until `listen`. */
  static async open(port: number, localAddress = '127.0.0.1'): Promise<RawClient> {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    const client = new RawClient(socket);
    socket.pause();
    await new Promise<void>((resolve) => {
      for (const event of ['connect', 'close']) socket.once(event, () => resolve());
    });
    return client;
  }

  get isOpen(): boolean {
    return !this.socket.destroyed && !this.socket.readableEnded;
  }

  /** Everything that was read, as latin-1. */
  get received(): string {
    return this.#received;
  }

  /** Reads from now on. */
  listen(): this {
    this.socket.on('data', (data) => {
      this.#received += data.toString('latin1');
    });
    this.socket.resume();
    return this;
  }

  /** Resolves when `text` has been read. */
  async reads(text: string): Promise<void> {
    while (!this.#received.includes(text)) await once(this.socket, 'data');
  }

  write(data: string | Buffer): void {
    if (this.socket.writable) this.socket.write(data);
  }

  /** Resolves with whether the server ended the connection within `withinMs`. */
  async ended(withinMs: number): Promise<boolean> {
    if (!this.isOpen) return true;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    for (const event of ['close', 'end']) this.socket.once(event, () => resolve(true));
    const timer = setTimeout(() => resolve(false), withinMs);
    this.socket.resume();
    return promise.finally(() => clearTimeout(timer));
  }

  close(): void {
    this.socket.destroy();
  }
}

/** Many sockets from one address. */
export class Crowd {
  readonly #clients: RawClient[] = [];

  /** Opens `count` sockets to a port of this machine. Each sends `first`. */
  async open(port: number, count: number, first: string | Buffer): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const client = (await RawClient.open(port)).listen();
      client.write(first);
      this.#clients.push(client);
    }
  }

  /** How many sockets the server has not closed. */
  get stillOpen(): number {
    return this.#clients.filter((client) => client.isOpen).length;
  }

  leave(): void {
    for (const client of this.#clients.splice(0)) client.close();
  }
}

/** The request that opens a WebSocket (RFC 6455, section 4.1) of Engine.IO version 4. */
export function upgradeRequest(port: number): string {
  return [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    '\r\n',
  ].join('\r\n');
}

/** One whole frame of a client (RFC 6455, section 5.2), masked with zeros. */
export function frame(opcode: number, payload: string | Buffer, firstBits = 0x80): Buffer {
  const data = Buffer.from(payload);
  const head = [firstBits | opcode];
  if (data.length < 126) head.push(0x80 | data.length);
  else if (data.length < 65_536) head.push(0x80 | 126, data.length >> 8, data.length & 0xff);
  else throw new Error('a frame of an attack has fewer than 65536 bytes');
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), data]);
}

/** A text message: one packet of Engine.IO. */
export const textFrame = (text: string): Buffer => frame(0x1, text);

/** The answer to a ping of Engine.IO, whether there was one or not. */
export const pong = textFrame('3');
