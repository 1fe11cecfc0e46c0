/**
 * Loaded into the server's process before its entry (`node --import`): answers every message, a list
 * of device addresses, with what the server says of calls to each of them. It is what `registered`
 * would say, without a reconnect, which would make both sides compare and mend what they have.
 */
import type { DeviceAddress, LiveCall } from '@tatap/protocol/signaling';
import { Calls } from '../../signaling-server/domain/calls.ts';

/** The server's view: calls by device ID. */
export type ServerView = Readonly<Record<string, readonly LiveCall[]>>;

let calls: Calls | null = null;
const { restore } = Calls.prototype;
Calls.prototype.restore = function keepAndRestore(this: Calls) {
  calls = this;
  return restore.call(this);
};

process.on('message', (devices: readonly DeviceAddress[]) => {
  const view: ServerView = Object.fromEntries(
    devices.map((address) => [address.device, calls?.liveCallsOf(address) ?? []]),
  );
  process.send?.(view);
});
