import type { DeviceAddress, EventName, EventPayload } from '@tatap/protocol/signaling';

/** A device's socket as the domain sees it. */
export interface Connection {
  /** Sends in order. While the socket is away, what is sent is kept for its return. */
  send<N extends EventName>(name: N, payload: EventPayload<N>): void;
  /** Closes the socket for good: the device is not to resume it. */
  close(): void;
}

/**
 * How a device came: `fresh` knows nothing, `resumed` has got every event that it missed.
 */
export type Arrival = 'fresh' | 'resumed';

/** How a socket ended: the device said goodbye, or it was lost and may come back. */
export type Departure = 'goodbye' | 'lost';

export type RegistrarEvent =
  /** The device is registered and has its snapshot before it. */
  | { readonly type: 'joined'; readonly device: DeviceAddress; readonly arrival: Arrival }
  /** It has been away long enough for its contacts to notice. */
  | { readonly type: 'unreachable'; readonly device: DeviceAddress }
  /** It is gone for good, with its calls. */
  | { readonly type: 'gone'; readonly device: DeviceAddress };

/** One event that waits for the snapshot to be sent first. */
export type HeldEvent = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName];

/** Where a device is with its socket. */
export type Registration =
  /** Its snapshot is being read; events wait behind it. */
  | {
      readonly state: 'registering';
      readonly device: DeviceAddress;
      readonly connection: Connection;
      readonly held: HeldEvent[];
    }
  | {
      readonly state: 'live';
      readonly device: DeviceAddress;
      readonly connection: Connection;
    }
  | {
      readonly state: 'lost';
      readonly device: DeviceAddress;
      /** `null`: expected after a restart of the server, not seen yet. */
      readonly connection: Connection | null;
      readonly reachability: 'still-shown' | 'unreachable';
      readonly cancel: () => void;
    };
