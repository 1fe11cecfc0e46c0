import type { Bridge, InvokeArgument, InvokeName } from '@tatap/protocol/ipc';
import type { Logger } from '../../log.ts';

/** Tells the main process something whose answer nobody waits for; a failure is logged. */
export type Tell = <N extends InvokeName>(name: N, argument: InvokeArgument<N>) => void;

export function tellThrough(bridge: Bridge, log: Logger): Tell {
  return (name, argument) => {
    bridge.invoke(name, argument).catch((cause: unknown) => {
      log.error('main process refused', { channel: name, cause });
    });
  };
}
