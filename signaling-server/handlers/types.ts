import type {
  DeviceAddress,
  IceConfiguration,
  RequestAck,
  RequestName,
  RequestPayload,
} from '@tatap/protocol/signaling';
import type { Calls } from '../domain/calls.ts';
import type { Contacts } from '../domain/contacts.ts';
import type { Storage } from '../domain/ports.ts';
import type { Presence } from '../domain/presence.ts';
import type { Registrar } from '../domain/registrar.ts';

/** The domain, as handlers use it. */
export interface Services {
  readonly calls: Calls;
  readonly contacts: Contacts;
  readonly presence: Presence;
  readonly registrar: Registrar;
  readonly storage: Storage;
  readonly iceServersOf: (device: DeviceAddress) => IceConfiguration;
}

/**
 * Answers one kind of request. `from` is stamped by the transport out of the authenticated socket;
 * `payload` is parsed. What does not wait for storage answers at once.
 */
export type Handler<N extends RequestName> = (
  services: Services,
  from: DeviceAddress,
  payload: RequestPayload<N>,
) => RequestAck<N> | Promise<RequestAck<N>>;

/** One handler for each request of the contract: a missing one does not compile. */
export type HandlerRegistry = { readonly [N in RequestName]: Handler<N> };
