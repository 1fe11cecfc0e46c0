import { createHash, createHmac, randomBytes } from 'node:crypto';
import { connect, isIPv4, type Socket } from 'node:net';

/** STUN attributes (RFC 8489, section 14; RFC 8656, section 18). */
const attribute = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  peer: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  family: 0x0017,
  transport: 0x0019,
} as const;

const methods = { allocate: 0x0003, createPermission: 0x0008 } as const;
const cookie = Buffer.from([0x21, 0x12, 0xa4, 0x42]);
const errorClass = 0x0110;

type Attributes = Map<number, Buffer>;

/** 0 where the server agreed, else the code of its error. */
type Verdict = number;

/** A TURN client over TCP that asks for relays and permissions, and sends nothing through them. */
export class TurnClient {
  readonly #socket: Socket;
  readonly #username: string;
  readonly #password: string;
  #realm = '';
  #nonce: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket, secret: string) {
    this.#socket = socket;
    // https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
    this.#username = `${Math.floor(Date.now() / 1000) + 600}:test`;
    this.#password = createHmac('sha1', secret).update(this.#username).digest('base64');
  }

  static async open(port: number, secret: string): Promise<TurnClient> {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
    return new TurnClient(socket, secret);
  }

  /** Asks for a relay of addresses of `family` that speaks `transport`. */
  async allocate(transport: 'udp' | 'tcp', family: 4 | 6 = 4): Promise<Verdict> {
    const wanted: Attributes = new Map([
      [attribute.transport, Buffer.from([transport === 'udp' ? 17 : 6, 0, 0, 0])],
      [attribute.family, Buffer.from([family === 4 ? 1 : 2, 0, 0, 0])],
    ]);
    const challenge = await this.#ask(methods.allocate, wanted, false);
    this.#realm = String(challenge.get(attribute.realm) ?? '');
    this.#nonce = challenge.get(attribute.nonce) ?? this.#nonce;
    return verdictOf(await this.#ask(methods.allocate, wanted, true));
  }

  /** Asks to exchange packets with an address. */
  async permit(address: string): Promise<Verdict> {
    const transaction = randomBytes(12);
    const peer: Attributes = new Map([[attribute.peer, xorAddress(address, transaction)]]);
    return verdictOf(await this.#ask(methods.createPermission, peer, true, transaction));
  }

  close(): void {
    this.#socket.destroy();
  }

  async #ask(
    method: number,
    attributes: Attributes,
    signed: boolean,
    transaction = randomBytes(12),
  ): Promise<Attributes> {
    const all = [...attributes];
    if (signed) {
      all.push([attribute.username, Buffer.from(this.#username)]);
      all.push([attribute.realm, Buffer.from(this.#realm)], [attribute.nonce, this.#nonce]);
    }
    const body = Buffer.concat(all.map(([type, value]) => encoded(type, value)));
    const head = (length: number): Buffer => {
      const start = Buffer.alloc(4);
      start.writeUInt16BE(method, 0);
      start.writeUInt16BE(length, 2);
      return Buffer.concat([start, cookie, transaction]);
    };
    if (!signed) this.#socket.write(Buffer.concat([head(body.length), body]));
    else {
      // RFC 8489, section 14.5: the length counts the attribute that is being made (24 bytes).
      const text = Buffer.concat([head(body.length + 24), body]);
      const key = [this.#username, this.#realm, this.#password].join(':');
      const mac = createHmac('sha1', createHash('md5').update(key).digest()).update(text).digest();
      this.#socket.write(Buffer.concat([text, encoded(attribute.integrity, mac)]));
    }
    return decoded(await this.#message());
  }

  async #message(): Promise<Buffer> {
    let data = Buffer.alloc(0);
    while (data.length < 20 || data.length < 20 + data.readUInt16BE(2)) {
      const chunk = await new Promise<Buffer>((resolve, reject) => {
        this.#socket.once('data', resolve).once('close', () => reject(new Error('closed')));
      });
      data = Buffer.concat([data, chunk]);
    }
    return data;
  }
}

function encoded(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function decoded(message: Buffer): Attributes {
  const attributes: Attributes = new Map();
  let at = 20;
  while (at + 4 <= message.length) {
    const length = message.readUInt16BE(at + 2);
    attributes.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  const failed = (message.readUInt16BE(0) & errorClass) === errorClass;
  if (failed && !attributes.has(attribute.error)) throw new Error('an error without a code');
  return attributes;
}

function verdictOf(attributes: Attributes): Verdict {
  const error = attributes.get(attribute.error);
  return error === undefined ? 0 : (error[2] ?? 0) * 100 + (error[3] ?? 0);
}

/** XOR-PEER-ADDRESS (RFC 8489, section 14.2) of port 9. */
function xorAddress(address: string, transaction: Buffer): Buffer {
  const mask = Buffer.concat([cookie, transaction]);
  const bytes = isIPv4(address) ? address.split('.').map(Number) : bytesOfIpv6(address);
  const family = bytes.length === 4 ? 1 : 2;
  const port = [0 ^ 0x21, 9 ^ 0x12];
  return Buffer.from([0, family, ...port, ...bytes.map((byte, n) => byte ^ (mask[n] ?? 0))]);
}

/** The 16 bytes of an address without an IPv4 part. */
function bytesOfIpv6(address: string): number[] {
  const [front = [], back = []] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(8 - front.length - back.length).fill('0');
  return [...front, ...zeros, ...back].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
