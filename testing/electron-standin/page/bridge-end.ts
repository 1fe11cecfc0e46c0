import type { Codec, CodecHooks, Foreign } from '../codec.ts';

/** One world's end of `contextBridge`. */
export interface BridgeEnd {
  expose(key: string, api: unknown): void;
}

/**
 * Copies values between the two worlds of a page as Electron's context bridge does: data is
 * cloned, functions and promises become proxies, calls are synchronous. The worlds share nothing
 * but the document, whose events travel between them at once.
 *
 * Self-contained: runs in the page.
 */
export function createBridgeEnd(
  codec: Codec,
  outgoing: string,
  incoming: string,
  onExpose: (key: string, api: unknown) => void,
): BridgeEnd {
  type Message =
    | { kind: 'expose'; key: string; value: string }
    | { kind: 'call'; id: number; call: number; args: string }
    | { kind: 'return'; call: number; ok: boolean; value: string }
    | { kind: 'settle'; id: number; ok: boolean; value: string };
  interface Settle {
    resolve(value: unknown): void;
    reject(error: unknown): void;
  }

  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const promises = new Map<number, Settle>();
  const returned = new Map<number, { ok: boolean; value: string }>();
  let nextId = 0;
  let nextCall = 0;

  const post = (message: Message): void => {
    document.dispatchEvent(new CustomEvent(outgoing, { detail: JSON.stringify(message) }));
  };
  const asError = (error: unknown): Error =>
    error instanceof Error ? error : new Error(String(error));
  const settle = (id: number, ok: boolean, value: unknown): void => {
    try {
      post({ kind: 'settle', id, ok, value: encode(value) });
    } catch (error) {
      post({ kind: 'settle', id, ok: false, value: encode(asError(error)) });
    }
  };
  const call = (id: number, args: unknown[]): unknown => {
    const number = nextCall++;
    post({ kind: 'call', id, call: number, args: encode(args) });
    const answer = returned.get(number);
    returned.delete(number);
    if (answer === undefined) throw new Error('the other world did not answer');
    if (!answer.ok) throw decode(answer.value);
    return decode(answer.value);
  };
  const hooks: CodecHooks = {
    out(value): Foreign {
      const id = nextId++;
      if (typeof value === 'function') {
        functions.set(id, value as (...args: unknown[]) => unknown);
        return { kind: 'function', id };
      }
      (value as Promise<unknown>).then(
        (result) => settle(id, true, result),
        (error) => settle(id, false, asError(error)),
      );
      return { kind: 'promise', id };
    },
    in({ kind, id }) {
      if (kind === 'function') return (...args: unknown[]) => call(id, args);
      return new Promise((resolve, reject) => promises.set(id, { resolve, reject }));
    },
  };
  const encode = (value: unknown): string => codec.encode(value, hooks);
  const decode = (text: string): unknown => codec.decode(text, hooks);

  const run = (id: number, number: number, args: string): void => {
    try {
      const result = functions.get(id)?.(...(decode(args) as unknown[]));
      post({ kind: 'return', call: number, ok: true, value: encode(result) });
    } catch (error) {
      // Only the message crosses, as in Electron.
      const value = encode(new Error(asError(error).message));
      post({ kind: 'return', call: number, ok: false, value });
    }
  };

  document.addEventListener(incoming, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as Message;
    switch (message.kind) {
      case 'expose':
        onExpose(message.key, decode(message.value));
        break;
      case 'call':
        run(message.id, message.call, message.args);
        break;
      case 'return':
        returned.set(message.call, message);
        break;
      case 'settle': {
        const promise = promises.get(message.id);
        promises.delete(message.id);
        if (message.ok) promise?.resolve(decode(message.value));
        else promise?.reject(decode(message.value));
        break;
      }
    }
  });

  return { expose: (key, api) => post({ kind: 'expose', key, value: encode(api) }) };
}
