/** Parameters and results of the Chrome DevTools Protocol, as far as they are looked at. */
export type CdpObject = Readonly<Record<string, unknown>>;

type Listener = (params: CdpObject) => void;

interface Pending {
  readonly method: string;
  resolve(result: CdpObject): void;
  reject(error: Error): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: CdpObject;
  readonly result?: CdpObject;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

/** A connection to a browser, with flat sessions for its targets. */
export class CdpConnection {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #nextId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data))));
    socket.addEventListener('close', () => this.#closed());
  }

  /** @throws {Error} where nobody answers at `endpoint` */
  static connect(endpoint: string): Promise<CdpConnection> {
    const socket = new WebSocket(endpoint);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(new CdpConnection(socket)), { once: true });
      socket.addEventListener('error', () => reject(new Error(`no browser at ${endpoint}`)), {
        once: true,
      });
    });
  }

  /** The browser itself is the session without an id. */
  session(sessionId?: string): CdpSession {
    return new CdpSession(this, sessionId);
  }

  send(method: string, params: CdpObject, sessionId?: string): Promise<CdpObject> {
    const id = ++this.#nextId;
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) {
        reject(new Error(`${method}: the browser is gone`));
        return;
      }
      this.#pending.set(id, { method, resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  on(method: string, listener: Listener, sessionId?: string): () => void {
    const key = `${sessionId ?? ''} ${method}`;
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  close(): void {
    this.#socket.close();
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error !== undefined) {
        pending?.reject(new Error(`${pending.method}: ${message.error.message}`));
      } else pending?.resolve(message.result ?? {});
      return;
    }
    const key = `${message.sessionId ?? ''} ${message.method}`;
    for (const listener of this.#listeners.get(key) ?? []) listener(message.params ?? {});
  }

  #closed(): void {
    for (const { method, reject } of this.#pending.values()) {
      reject(new Error(`${method}: the browser is gone`));
    }
    this.#pending.clear();
  }
}

/** One target of a browser. */
export class CdpSession {
  readonly #connection: CdpConnection;
  readonly id: string | undefined;

  constructor(connection: CdpConnection, id: string | undefined) {
    this.#connection = connection;
    this.id = id;
  }

  send(method: string, params: CdpObject = {}): Promise<CdpObject> {
    return this.#connection.send(method, params, this.id);
  }

  /** Sends without looking at the answer: the target may be gone by then, and then all is well. */
  tell(method: string, params: CdpObject = {}): void {
    this.send(method, params).catch(() => undefined);
  }

  on(method: string, listener: Listener): () => void {
    return this.#connection.on(method, listener, this.id);
  }
}
