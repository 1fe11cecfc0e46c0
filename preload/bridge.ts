import {
  type Bridge,
  type InvokeArgument,
  type InvokeName,
  type InvokeResult,
  type IpcReply,
  invocations,
  type PushName,
  type PushPayload,
  parse,
  pushes,
} from '@tatap/protocol/ipc';

/** The part of `ipcRenderer` that is needed. */
export interface IpcSender {
  invoke(channel: string, argument: unknown): Promise<unknown>;
  on(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
  removeListener(channel: string, listener: (event: unknown, payload: unknown) => void): unknown;
}

/**
 * The verbs a page gets. Names outside the contract are refused here, so that a page can reach no
 * channel of Electron's own. Results and pushes are parsed here, where they are believed; pushes are
 * handed on without the transport's event.
 */
export function createBridge(ipc: IpcSender): Bridge {
  return {
    async invoke<N extends InvokeName>(
      name: N,
      argument: InvokeArgument<N>,
    ): Promise<InvokeResult<N>> {
      if (!Object.hasOwn(invocations, name)) throw new Error('argument-refused');
      const reply = (await ipc.invoke(name, argument)) as IpcReply<unknown>;
      // Only the message of an error crosses the bridge, so the code is the message.
      if (!reply.ok) throw new Error(reply.code);
      const result = parse(invocations[name].result, reply.value);
      if (!result.ok) throw new Error('result-refused');
      return result.value as InvokeResult<N>;
    },
    on<N extends PushName>(name: N, listener: (payload: PushPayload<N>) => void): () => void {
      if (!Object.hasOwn(pushes, name)) throw new Error('argument-refused');
      const forward = (_event: unknown, payload: unknown): void => {
        const parsed = parse(pushes[name], payload);
        if (parsed.ok) listener(parsed.value as PushPayload<N>);
      };
      ipc.on(name, forward);
      return () => {
        ipc.removeListener(name, forward);
      };
    },
  };
}
