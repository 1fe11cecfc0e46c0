import type { EventName, EventPayload } from '@tatap/protocol/signaling';
import type { Connection } from '../domain/registrar-types.ts';
import type { Outbox } from './outbox.ts';

/**
 * A device's connection as the domain sees it: it outlives the socket, and is the same one again
 * when the device resumes.
 */
export class DeviceConnection implements Connection {
  readonly outbox: Outbox;
  #disconnect: () => void = () => {};

  constructor(outbox: Outbox) {
    this.outbox = outbox;
  }

  /** A socket carries it from now on; `disconnect` ends that socket for good. */
  carriedBy(disconnect: () => void): void {
    this.#disconnect = disconnect;
  }

  send<N extends EventName>(name: N, payload: EventPayload<N>): void {
    this.outbox.send(name, payload);
  }

  close(): void {
    this.#disconnect();
  }
}
