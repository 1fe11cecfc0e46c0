/**
 * Loaded into the server's process before its entry (`node --import`): answers every message, a list
 * of device addresses, with what the server says of calls to each of them. It is what `registered`
 * would say, without a reconnect, which would make both sides compare and mend what they have. It is a
 * file of its own because the server's process loads it and nothing else of the proof.
 */
import type { DeviceAddress, LiveCall } from '@tatap/protocol/signaling';
import { Calls } from '../../signaling-server/domain/calls/calls.ts';

/** The server's view: calls by device ID. */
export type ServerView = Readonly<Record<string, readonly LiveCall[]>>;

let calls: Calls | null = null;
const { restore } = Calls.prototype;
Calls.prototype.restore = function keepAndRestore(this: Calls) {
  calls = this;
  return restore.call(this);
};

process.on('message', async (devices: readonly DeviceAddress[]) => {
  const entries = devices.map(async (address) => {
    const seen = (await calls?.ofDevice(address))?.calls ?? [];
    return [address.device, seen] as const;
  });
  const view: ServerView = Object.fromEntries(await Promise.all(entries));
  process.send?.(view);
});
