import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import { createCodec } from '../codec.ts';
import type { FromPage, ToPage } from '../page/messages.ts';
import { NotInStandIn, strict } from '../strict.ts';

type InvokeHandler = Parameters<IpcMain['handle']>[1];

const codec = createCodec();

/** `ipcMain`: handlers for `invoke`, listeners for `send`. */
export class IpcMainStandIn {
  readonly #handlers = new Map<string, InvokeHandler>();
  readonly #emitter = new EventEmitter();
  readonly api: IpcMain;

  constructor() {
    this.api = strict<IpcMain>('ipcMain', {
      handle: (channel, handler) => {
        if (this.#handlers.has(channel)) {
          throw new Error(`Attempted to register a second handler for '${channel}'`);
        }
        this.#handlers.set(channel, handler);
      },
      removeHandler: (channel) => {
        this.#handlers.delete(channel);
      },
      on: (channel, listener) => {
        this.#emitter.on(channel, listener);
        return this.api;
      },
    });
  }

  send(message: Extract<FromPage, { kind: 'send' }>, event: object): void {
    this.#emitter.emit(message.channel, event, ...(codec.decode(message.args) as unknown[]));
  }

  /** Runs the handler and answers as Electron words it. */
  async invoke(
    { id, channel, args }: Extract<FromPage, { kind: 'invoke' }>,
    event: { readonly senderFrame: WebFrameMain; readonly sender: unknown },
  ): Promise<ToPage> {
    try {
      const handler = this.#handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      const value = await handler(
        event as unknown as IpcMainInvokeEvent,
        ...(codec.decode(args) as unknown[]),
      );
      return { kind: 'reply', id, ok: true, value: codec.encode(structuredClone(value)) };
    } catch (error) {
      if (error instanceof NotInStandIn) process.stderr.write(`${error.stack}\n`);
      return {
        kind: 'reply',
        id,
        ok: false,
        message: `Error invoking remote method '${channel}': ${error}`,
      };
    }
  }
}

/** Arguments of `webContents.send`, cloned and refused as Electron does. */
export function cloneArguments(args: readonly unknown[]): string {
  return codec.encode(structuredClone(args));
}
