import type { Socket as TcpSocket } from 'node:net';
import type { WebSocket } from 'ws';
import { TokenBucket } from './token-bucket.ts';
import type { DeviceSocket } from './types.ts';

/** A connection as Engine.IO knows it. */
export type EngineConnection = DeviceSocket['conn'];

/** A connection that has not signed in a device for so long is not from one. */
const helloMs = 10_000;

/** A handshake fits into far less; only signed-in devices may say more. */
const mostHelloBytes = 32 * 1024;
const mostHelloPackets = 16;

/** How long the other end has to answer a closing frame. */
const farewellMs = 2_000;

/** Whoever lets so much lie unread is cut off: it is back with less, and the server keeps none. */
const mostUnsentBytes = 1024 * 1024;

/** Pings of the WebSocket itself: neither browsers nor our client send any. */
const controlFrames = { perSecond: 1, burst: 20 };

interface Options {
  readonly network: string;
  readonly tcp: TcpSocket;
  readonly webSocket: WebSocket;
  readonly packets: TokenBucket;
  readonly bytes: TokenBucket;
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
}

/**
 * One connection from its upgrade to its end: bounds what it may send and leave unread, whatever
 * Socket.IO makes of it.
 */
export class Link {
  /** What limits by address count the connection under. */
  readonly network: string;
  readonly tcp: TcpSocket;
  readonly #connection: EngineConnection;
  readonly #webSocket: WebSocket;
  readonly #packets: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #now: () => number;
  readonly #hello: NodeJS.Timeout;
  #state: 'waiting' | 'greeting' | 'signed-in' = 'waiting';
  #helloBytes = 0;
  #helloPackets = 0;
  #pingsUnanswered = 0;
  /** Characters that Engine.IO holds until the WebSocket takes more. */
  #queued = 0;

  constructor(connection: EngineConnection, options: Options) {
    this.#connection = connection;
    this.network = options.network;
    this.tcp = options.tcp;
    this.#webSocket = options.webSocket;
    this.#packets = options.packets;
    this.#bytes = options.bytes;
    this.#now = options.now;
    this.#hello = setTimeout(() => this.cut(), helloMs);
    this.#follow();
  }

  /** A handshake begins; false where one is under way or done: a device shakes hands once. */
  greet(): boolean {
    if (this.#state !== 'waiting') return false;
    this.#state = 'greeting';
    return true;
  }

  /** The handshake was refused; there may be another one within the time for them. */
  refused(): void {
    this.#state = 'waiting';
  }

  signedIn(): void {
    this.#state = 'signed-in';
    clearTimeout(this.#hello);
  }

  get isSignedIn(): boolean {
    return this.#state === 'signed-in';
  }

  /** Ends the connection at once, without a word and without waiting for one. */
  cut(): void {
    this.tcp.destroy();
  }

  /** Ends the connection when the other end has read what is under way, and soon in any case. */
  end(): void {
    this.#connection.close();
    const impatience = setTimeout(() => this.cut(), farewellMs);
    impatience.unref();
  }

  #follow(): void {
    const control = new TokenBucket(controlFrames, this.#now());
    this.#connection.on('packetCreate', (packet) => this.#created(packet));
    this.#connection.on('flush', () => {
      this.#queued = 0;
    });
    this.#connection.on('packet', (packet) => this.#received(packet.type));
    this.#connection.once('close', () => this.end());
    const controlFrame = (): void => {
      if (control.take(this.#now()) > 0) this.cut();
    };
    this.#webSocket.on('ping', controlFrame).on('pong', controlFrame);
    this.tcp.on('data', (chunk: Buffer) => this.#read(chunk.length));
    this.tcp.once('close', () => clearTimeout(this.#hello));
  }

  #created(packet: { type: string; data?: unknown }): void {
    if (packet.type === 'ping') this.#pingsUnanswered += 1;
    if (typeof packet.data === 'string') this.#queued += packet.data.length;
    this.#limitUnsent();
  }

  #received(type: string): void {
    if (this.#state !== 'signed-in') {
      this.#helloPackets += 1;
      if (this.#helloPackets > mostHelloPackets) this.cut();
    }
    if (this.#packets.take(this.#now()) > 0) this.cut();
    if (type !== 'pong') return;
    // An answer without a question would keep a connection alive that nobody reads.
    if (this.#pingsUnanswered === 0) this.cut();
    else this.#pingsUnanswered -= 1;
  }

  #read(bytes: number): void {
    if (this.#state !== 'signed-in') {
      this.#helloBytes += bytes;
      if (this.#helloBytes > mostHelloBytes) this.cut();
    }
    if (this.#bytes.take(this.#now(), bytes) > 0) this.cut();
    this.#limitUnsent();
  }

  #limitUnsent(): void {
    if (this.#queued + this.#webSocket.bufferedAmount > mostUnsentBytes) this.cut();
  }
}
