import {
  type InvokeName,
  type InvokeResult,
  type IpcErrorCode,
  type IpcReply,
  invocations,
  parse,
} from '@tatap/protocol/ipc';
import type * as v from 'valibot';
import type { Logger } from '../log/log.ts';
import { isTrustedSender, type SenderFrame } from '../net/origin.ts';

/** An argument after parsing. */
export type HandlerArgument<N extends InvokeName> = v.InferOutput<
  (typeof invocations)[N]['argument']
>;

/** One handler per invocation of the contract; a missing one is a type error. */
export type IpcHandlers = {
  readonly [N in InvokeName]: (
    argument: HandlerArgument<N>,
  ) => InvokeResult<N> | Promise<InvokeResult<N>>;
};

/** The part of `ipcMain` that is needed. */
export interface IpcReceiver {
  handle(
    channel: string,
    listener: (event: { readonly senderFrame: SenderFrame | null }, argument: unknown) => unknown,
  ): void;
}

/**
 * The one door of the main process: every invocation is registered here, and nowhere else. A
 * sender that is not the app, or an argument that the contract refuses, gets a code and reaches no
 * handler.
 */
export function setupIpc(receiver: IpcReceiver, handlers: IpcHandlers, log: Logger): void {
  for (const name of Object.keys(invocations) as InvokeName[]) {
    receiver.handle(name, (event, argument) => answer(name, handlers, event, argument, log));
  }
}

async function answer<N extends InvokeName>(
  name: N,
  handlers: IpcHandlers,
  event: { readonly senderFrame: SenderFrame | null },
  argument: unknown,
  log: Logger,
): Promise<IpcReply<InvokeResult<N>>> {
  if (!isTrustedSender(event.senderFrame)) {
    log.error('invocation from elsewhere refused', { name });
    return { ok: false, code: 'sender-refused' };
  }
  const parsed = parse(invocations[name].argument, argument);
  if (!parsed.ok) {
    log.warn('invocation refused', { name, issue: parsed.issue });
    return { ok: false, code: 'argument-refused' };
  }
  try {
    return { ok: true, value: await handlers[name](parsed.value as HandlerArgument<N>) };
  } catch (error) {
    log.error('invocation failed', { name, error });
    return { ok: false, code: codeOf(error) };
  }
}

/** System error codes a person can do something about; see errno(3). */
function codeOf(error: unknown): IpcErrorCode {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EIO':
      return 'not-saved';
    default:
      return 'failed';
  }
}
