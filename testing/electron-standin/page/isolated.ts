import type { Codec } from '../codec.ts';
import type { createBridgeEnd } from './bridge-end.ts';
import type { Agent, DisplayMediaAnswer, FromPage, names, ToPage } from './messages.ts';

/** A CommonJS preload, as a function. */
export type Preload = (
  require: (id: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
) => void;

/**
 * Everything that lives in the isolated world: `ipcRenderer`, `contextBridge`, and the preload.
 *
 * Self-contained: runs in the page.
 */
export function isolatedWorld(
  codec: Codec,
  bridgeEnd: typeof createBridgeEnd,
  name: typeof names,
  preload: Preload | null,
): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const send = world[name.binding];
  const tell = (message: FromPage): void => send?.(JSON.stringify(message));

  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<Listener>>();
  let nextId = 0;
  const wait = <T>(message: (id: number) => FromPage): Promise<T> => {
    const id = nextId++;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      tell(message(id));
    });
  };
  const settle = (id: number, value: unknown, error: Error | null): void => {
    const promise = waiting.get(id);
    waiting.delete(id);
    if (error === null) promise?.resolve(value as never);
    else promise?.reject(error);
  };

  world[name.receive] = (text) => {
    const message = JSON.parse(text) as ToPage;
    switch (message.kind) {
      case 'reply':
        if (message.ok) settle(message.id, codec.decode(message.value), null);
        else settle(message.id, undefined, new Error(message.message));
        break;
      case 'answer':
        settle(message.id, message.granted, null);
        break;
      case 'streams':
        settle(message.id, message.answer, null);
        break;
      case 'push':
        for (const listener of [...(listeners.get(message.channel) ?? [])]) {
          listener({}, ...(codec.decode(message.args) as unknown[]));
        }
        break;
    }
  };

  const bridge = bridgeEnd(codec, name.toMain, name.toIsolated, () => undefined);
  const agent: Agent = {
    ask: (ask) => wait<boolean>((id) => ({ kind: 'ask', id, ask })),
    displayMedia: (ask) => wait<DisplayMediaAnswer>((id) => ({ kind: 'display-media', id, ask })),
    windowOpen: (url) => tell({ kind: 'window-open', url }),
  };
  bridge.expose(name.agent, agent);
  // Electron runs preloads in the top frame only, unless nodeIntegrationInSubFrames says otherwise.
  if (preload === null || window.top !== window) return;

  const only = <T extends object>(label: string, api: T): T =>
    new Proxy(api, {
      get(target, property) {
        if (property in target) return Reflect.get(target, property);
        throw new Error(`The Electron stand-in has no ${label}.${String(property)}`);
      },
    });
  const clone = (args: unknown[]): string => codec.encode(structuredClone(args));
  const ipcRenderer = only('ipcRenderer', {
    async invoke(channel: string, ...args: unknown[]) {
      const cloned = clone(args);
      return wait((id) => ({ kind: 'invoke', id, channel, args: cloned }));
    },
    send(channel: string, ...args: unknown[]) {
      tell({ kind: 'send', channel, args: clone(args) });
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
    },
  });
  const exposed = new Set<string>();
  const contextBridge = only('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      if (exposed.has(key)) {
        throw new Error(`Cannot bind an API on top of an existing property on the window object`);
      }
      exposed.add(key);
      bridge.expose(key, api);
    },
  });
  const electron = only('electron (in a preload)', { ipcRenderer, contextBridge });
  const module = { exports: {} };
  try {
    preload(
      (id) => {
        if (id === 'electron') return electron;
        throw new Error(`module not found: ${id}`);
      },
      module,
      module.exports,
    );
  } catch (error) {
    tell({
      kind: 'preload-failed',
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    });
  }
}
