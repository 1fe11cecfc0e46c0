import { equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { DeviceKey } from './identity.ts';

/** An object of JSON, not believed to have any field. */
export type Json = Readonly<Record<string, unknown>>;

export interface Heard {
  readonly name: string;
  readonly payload: Json;
}

/** How long anything that must come may take, in milliseconds. */
export let patienceMs = 15_000;

/** Changes `patienceMs` for all that follows: a person at the other side needs more time. */
export function waitFor(ms: number): void {
  patienceMs = ms;
}

/** Fails with `what` where a promise takes too long. */
export function soon<T>(promise: Promise<T>, what: string, ms = patienceMs): Promise<T> {
  const timely = new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} did not come`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
  // A check that has failed meanwhile waits for it no more, and the others go on.
  timely.catch(() => {});
  return timely;
}

/** The request was refused with this code. */
export function refused(answer: Json, code: string): void {
  equal(answer['code'], code, JSON.stringify(answer));
}

/** The request was acknowledged with `ok: true`. */
export function granted(answer: Json): void {
  equal(answer['ok'], true, JSON.stringify(answer));
}

/**
 * A device that is built from docs/PROTOCOL.md only. It uses no schema and no type of the project,
 * so that servers and clients are tested against the document.
 */
export class Device {
  readonly url: string;
  readonly account: string;
  readonly device: string;
  readonly key: DeviceKey;
  readonly heard: Heard[] = [];
  readonly #waiting = new Set<() => void>();
  #token = '';
  #socket: Socket | null = null;

  constructor(
    url: string,
    account: string,
    identity: Partial<Pick<Device, 'device' | 'key'>> = {},
  ) {
    const { device = randomUUID(), key = new DeviceKey() } = identity;
    this.url = url;
    this.account = account;
    this.device = device;
    this.key = key;
  }

  /** The same device once more, as if its program ran twice. */
  twin(): Device {
    const twin = new Device(this.url, this.account, this);
    twin.#token = this.#token;
    return twin;
  }

  get address() {
    return { account: this.account, device: this.device };
  }

  get token(): string {
    return this.#token;
  }

  /** Section 3. */
  async ask(method: string, path: string, body?: object, token = this.#token): Promise<Json> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return (await response.json()) as Json;
  }

  createAccount(displayName: string): Promise<Json> {
    return this.#enter('/api/accounts', { displayName });
  }

  /** As a further device of an account that was created by another. */
  signIn(): Promise<Json> {
    return this.#enter('/api/sessions', {});
  }

  /** Section 4: opens the socket with this handshake; the refusal where there is one. */
  async connect(handshake: Json = {}): Promise<Json | null> {
    this.close();
    const socket = io(this.url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: {
        protocolVersion: 1,
        token: this.#token,
        deviceId: this.device,
        capabilities: [],
        ...handshake,
      },
    });
    this.#socket = socket;
    socket.onAny((name: string, payload: Json) => {
      this.heard.push({ name, payload });
      for (const look of this.#waiting) look();
    });
    const refused = new Promise<Json>((resolve) => {
      socket.once('connect_error', (error) => {
        const { data } = error as Error & { data?: Json };
        resolve(data ?? { code: 'no refusal', detail: error.message });
      });
    });
    const from = this.heard.length;
    const refusal = await soon(
      Promise.race([refused, this.next('registered', () => true, from).then(() => null)]),
      'registered',
    );
    if (refusal !== null) this.close();
    return refusal;
  }

  /** Section 5: a request and its acknowledgement. */
  request(name: string, ...payload: readonly unknown[]): Promise<Json> {
    const socket = this.#socket;
    if (socket === null) throw new Error('not connected');
    return soon(
      new Promise<Json>((resolve) => socket.emit(name, ...payload, resolve)),
      `the acknowledgement of ${name}`,
    );
  }

  /** The first event of this name from here on, or from a place in `heard`, that matches. */
  next(
    name: string,
    matches: (payload: Json) => boolean = () => true,
    from = this.heard.length,
  ): Promise<Json> {
    let look = () => {};
    const found = new Promise<Json>((resolve) => {
      look = () => {
        const one = this.heard.slice(from).find((it) => it.name === name && matches(it.payload));
        if (one !== undefined) resolve(one.payload);
      };
      this.#waiting.add(look);
      look();
    });
    const told = soon(found, name);
    const stop = () => this.#waiting.delete(look);
    told.then(stop, stop);
    return told;
  }

  /** Tells of every event of this name from here on; returns the end of it. */
  on(name: string, listener: (payload: Json) => void): () => void {
    const socket = this.#socket;
    socket?.on(name, listener);
    return () => socket?.off(name, listener);
  }

  /** Resolves when the server has closed the connection. */
  closedByServer(): Promise<unknown> {
    const socket = this.#socket;
    return soon(
      new Promise((resolve) => {
        if (socket?.connected !== true) resolve(null);
        else socket.once('disconnect', resolve);
      }),
      'the end of the connection',
    );
  }

  /** Section 4: loses the connection, without a goodbye. */
  async lose(): Promise<void> {
    const socket = this.#socket;
    const lost = new Promise((resolve) => socket?.once('disconnect', resolve));
    socket?.io.engine.close();
    await soon(lost, 'the loss of the connection');
  }

  /** Section 7: comes back after a loss, with `pid` and `offset`; `false`: as a fresh connect. */
  async recover(): Promise<boolean> {
    const socket = this.#socket;
    const registered = this.next('registered');
    socket?.connect();
    await registered;
    return socket?.recovered === true;
  }

  /** Says goodbye. */
  close(): void {
    this.#socket?.disconnect();
    this.#socket = null;
  }

  async #enter(path: string, more: Json): Promise<Json> {
    const device = {
      id: this.device,
      name: 'Conformance suite',
      platform: 'linux',
      key: this.key.public,
    };
    const body = { id: this.account, password: 'correct horse', device, ...more };
    const answer = await this.ask('POST', path, body);
    if (typeof answer['token'] === 'string') this.#token = answer['token'];
    return answer;
  }
}
