import { randomUUID } from 'node:crypto';
import {
  type AccountId,
  type AttachClaim,
  type DeviceAddress,
  type EventName,
  type EventPayload,
  events,
  parse,
  protocolVersion,
  type RequestAck,
  type RequestInput,
  type RequestName,
} from '@tatap/protocol/signaling';
import { io, type Socket } from 'socket.io-client';
import { type TestServer, testDevice } from '../signaling-server.ts';
import { DeviceKeys } from './device-keys.ts';

interface Heard {
  readonly name: EventName;
  readonly payload: unknown;
  readonly at: number;
}

interface Waiter {
  readonly matches: (heard: Heard) => boolean;
  readonly resolve: (heard: Heard) => void;
}

/** How long a test waits for an expected event. */
const patienceMs = 60_000;

/**
 * A device on a real socket. Every event is parsed by its schema; an invalid event fails the test.
 */
export class LiveDevice {
  readonly address: DeviceAddress;
  readonly token: string;
  readonly socket: Socket;
  readonly heard: Heard[] = [];
  readonly ends: string[] = [];
  readonly keys: DeviceKeys;
  readonly #waiters = new Set<Waiter>();

  constructor(url: string, address: DeviceAddress, token: string, keys = new DeviceKeys()) {
    this.keys = keys;
    this.address = address;
    this.token = token;
    this.socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnection: false,
      auth: { protocolVersion, token, deviceId: address.device, capabilities: [] },
    });
    this.socket.onAny((name: EventName, payload: unknown) => this.#hear(name, payload));
    this.socket.on('disconnect', (reason) => this.ends.push(reason));
  }

  get id(): string {
    return this.address.device;
  }

  /** Connects and waits for the snapshot. */
  async connect(): Promise<EventPayload<'registered'>> {
    const from = this.heard.length;
    const refused = new Promise<never>((_, reject) => {
      this.socket.once('connect_error', (error) => reject(error));
    });
    this.socket.connect();
    return Promise.race([this.next('registered', () => true, from), refused]);
  }

  /** Cuts the connection as a network failure does, without a close frame. */
  async drop(): Promise<void> {
    const closed = new Promise((resolve) => this.socket.once('disconnect', resolve));
    this.socket.io.engine.close();
    await closed;
  }

  close(): void {
    this.socket.disconnect();
  }

  async ask<N extends RequestName>(name: N, payload: RequestInput<N>): Promise<RequestAck<N>> {
    return this.socket.timeout(patienceMs).emitWithAck(name, payload);
  }

  /** Sends any event with any arguments; returns the answer unparsed. */
  async askAnything(event: string, ...args: unknown[]): Promise<unknown> {
    return this.socket.timeout(patienceMs).emitWithAck(event, ...args);
  }

  /** Claims that the call with `peer` still runs. */
  async attach(callId: string, peer: DeviceAddress, side: AttachClaim['side']) {
    const claim = { callId, peer, side, media: 'video' as const };
    return this.ask('call.attach', { ...claim, proof: this.keys.attach(this.address, claim) });
  }

  async call(to: AccountId, callId: string = randomUUID()): Promise<string> {
    const ack = await this.ask('call.invite', { callId, to, media: 'video' });
    if (!ack.ok) throw new Error(ack.code);
    return ack.callId;
  }

  /** The first such event from position `from` on, heard already or to come. */
  async next<N extends EventName>(
    name: N,
    matches: (payload: EventPayload<N>) => boolean = () => true,
    from = 0,
  ): Promise<EventPayload<N>> {
    const fits = (heard: Heard): boolean =>
      heard.name === name && matches(heard.payload as EventPayload<N>);
    const known = this.heard.slice(from).find(fits);
    if (known !== undefined) return known.payload as EventPayload<N>;
    const { promise, resolve, reject } = Promise.withResolvers<Heard>();
    const waiter: Waiter = { matches: fits, resolve };
    this.#waiters.add(waiter);
    const impatience = setTimeout(() => {
      const heard = this.heard.map((one) => one.name).join(', ');
      reject(new Error(`no ${name} came to ${this.address.account}; heard: ${heard}`));
    }, patienceMs);
    const heard = await promise.finally(() => {
      clearTimeout(impatience);
      this.#waiters.delete(waiter);
    });
    return heard.payload as EventPayload<N>;
  }

  /** Waits until everything that was sent before has been answered. */
  async settled(): Promise<void> {
    await this.ask('ice.refresh', {});
  }

  all<N extends EventName>(name: N): EventPayload<N>[] {
    return this.heard
      .filter((heard) => heard.name === name)
      .map((heard) => heard.payload as EventPayload<N>);
  }

  #hear(name: EventName, payload: unknown): void {
    const schema = events[name];
    const parsed = schema === undefined ? { ok: false, issue: 'unknown' } : parse(schema, payload);
    if (!parsed.ok) throw new Error(`${name} breaks the contract: ${JSON.stringify(parsed)}`);
    const heard = { name, payload, at: performance.now() };
    this.heard.push(heard);
    for (const waiter of this.#waiters) if (waiter.matches(heard)) waiter.resolve(heard);
  }
}

type ServerUnderTest = Pick<TestServer, 'url' | 'ask' | 'register'>;

/** Creates accounts and connects devices on a running server; closes them all. */
export class LivePeople {
  readonly #server: ServerUnderTest;
  readonly #devices: LiveDevice[] = [];
  readonly #known = new Set<AccountId>();

  constructor(server: ServerUnderTest) {
    this.#server = server;
  }

  /** A device of the account, signed in and connected; the account is opened where it is new. */
  async device(account: AccountId): Promise<LiveDevice> {
    const device = await this.signedIn(account);
    await device.connect();
    return device;
  }

  /** A device that is signed in and not connected. */
  async signedIn(account: AccountId, url = this.#server.url): Promise<LiveDevice> {
    const device = randomUUID();
    const keys = new DeviceKeys();
    const token = this.#known.has(account)
      ? await this.#signIn(account, device, keys)
      : await this.#server.register(account, device, keys.publicKey);
    this.#known.add(account);
    return this.again(account, device, token, url, keys);
  }

  /** The same device again, as after a restart of its program. */
  again(
    account: AccountId,
    device: string,
    token: string,
    url: string = this.#server.url,
    keys = new DeviceKeys(),
  ): LiveDevice {
    const live = new LiveDevice(url, { account, device }, token, keys);
    this.#devices.push(live);
    return live;
  }

  async befriend(one: LiveDevice, two: LiveDevice): Promise<void> {
    await one.ask('contact.request', { id: two.address.account });
    await two.ask('contact.accept', { id: one.address.account });
  }

  /** Waits until every device has noticed that its connection is gone. */
  async allDisconnected(): Promise<void> {
    for (const { socket } of this.#devices) {
      if (!socket.connected) continue;
      await new Promise((resolve) => socket.once('disconnect', resolve));
    }
  }

  close(): void {
    for (const device of this.#devices) device.close();
  }

  async #signIn(id: AccountId, device: string, keys: DeviceKeys): Promise<string> {
    const body = { id, password: 'correct horse', device: testDevice(device, keys.publicKey) };
    const { ack } = await this.#server.ask('signIn', { body });
    if (!ack.ok) throw new Error(ack.code);
    return ack.token;
  }
}
