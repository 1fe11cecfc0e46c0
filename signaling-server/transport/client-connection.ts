import type { Socket as TcpSocket } from 'node:net';
import type { WebSocket } from 'ws';
import { TokenBucket } from './token-bucket.ts';
import type { DeviceSocket } from './types.ts';

/** A connection as Engine.IO knows it. */
export type EngineConnection = DeviceSocket['conn'];

/** A connection without a signed-in device is closed after this time. */
const handshakeTimeoutMs = 10_000;

/** Far more than a handshake needs. Only signed-in devices may send more. */
const maxHandshakeBytes = 32 * 1024;
const maxHandshakePackets = 16;

/** How long the client has to answer a close frame. */
const closeTimeoutMs = 2_000;

/**
 * A client that leaves more data unread is disconnected. It reconnects, and the server's memory
 * stays limited.
 */
const maxUnsentBytes = 1024 * 1024;

/** Ping and pong frames of the WebSocket protocol. Neither browsers nor our client send pings. */
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
 * One WebSocket connection from its upgrade to its end. It limits what the client sends and leaves
 * unread, independently of Socket.IO.
 */
export class ClientConnection {
  /** The key of limits per address. */
  readonly network: string;
  readonly tcp: TcpSocket;
  readonly #connection: EngineConnection;
  readonly #webSocket: WebSocket;
  readonly #packets: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #now: () => number;
  readonly #handshakeTimer: NodeJS.Timeout;
  #state: 'waiting' | 'in-handshake' | 'signed-in' = 'waiting';
  #handshakeBytes = 0;
  #handshakePackets = 0;
  #pingsUnanswered = 0;
  /** Characters that Engine.IO buffers until the WebSocket accepts more. */
  #queued = 0;

  constructor(connection: EngineConnection, options: Options) {
    this.#connection = connection;
    this.network = options.network;
    this.tcp = options.tcp;
    this.#webSocket = options.webSocket;
    this.#packets = options.packets;
    this.#bytes = options.bytes;
    this.#now = options.now;
    this.#handshakeTimer = setTimeout(() => this.destroy(), handshakeTimeoutMs);
    this.#follow();
  }

  /** Begins a handshake. `false`: one is running or done already; only one is allowed. */
  beginHandshake(): boolean {
    if (this.#state !== 'waiting') return false;
    this.#state = 'in-handshake';
    return true;
  }

  /** The handshake was refused; the client may try again until the timeout. */
  refused(): void {
    this.#state = 'waiting';
  }

  signedIn(): void {
    this.#state = 'signed-in';
    clearTimeout(this.#handshakeTimer);
  }

  get isSignedIn(): boolean {
    return this.#state === 'signed-in';
  }

  /** Closes the TCP connection at once, without a close frame. */
  destroy(): void {
    this.tcp.destroy();
  }

  /** Closes the connection with a close frame, and after a timeout without the client's answer. */
  end(): void {
    this.#connection.close();
    const timer = setTimeout(() => this.destroy(), closeTimeoutMs);
    timer.unref();
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
      if (control.take(this.#now()) > 0) this.destroy();
    };
    this.#webSocket.on('ping', controlFrame).on('pong', controlFrame);
    this.tcp.on('data', (chunk: Buffer) => this.#read(chunk.length));
    this.tcp.once('close', () => clearTimeout(this.#handshakeTimer));
  }

  #created(packet: { type: string; data?: unknown }): void {
    if (packet.type === 'ping') this.#pingsUnanswered += 1;
    if (typeof packet.data === 'string') this.#queued += packet.data.length;
    this.#limitUnsent();
  }

  #received(type: string): void {
    if (this.#state !== 'signed-in') {
      this.#handshakePackets += 1;
      if (this.#handshakePackets > maxHandshakePackets) this.destroy();
    }
    if (this.#packets.take(this.#now()) > 0) this.destroy();
    if (type !== 'pong') return;
    // A pong without a ping would keep a connection alive whose client reads nothing.
    if (this.#pingsUnanswered === 0) this.destroy();
    else this.#pingsUnanswered -= 1;
  }

  #read(bytes: number): void {
    if (this.#state !== 'signed-in') {
      this.#handshakeBytes += bytes;
      if (this.#handshakeBytes > maxHandshakeBytes) this.destroy();
    }
    if (this.#bytes.take(this.#now(), bytes) > 0) this.destroy();
    this.#limitUnsent();
  }

  #limitUnsent(): void {
    if (this.#queued + this.#webSocket.bufferedAmount > maxUnsentBytes) this.destroy();
  }
}
