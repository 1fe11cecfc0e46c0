import type { DeviceAddress } from '@tatap/protocol/signaling';

/**
 * Names one connection of a device: another socket is another connection, and a socket that the
 * device resumes is the same one.
 */
export type ConnectionId = string;

/**
 * How a device came: `fresh` knows nothing, `resumed` has got every event that it missed.
 */
export type Arrival = 'fresh' | 'resumed';

/** How a socket ended: the device said goodbye, or it was lost and may come back. */
export type Departure = 'goodbye' | 'lost';

export type RegistrarEvent =
  /** The device is registered; its snapshot is sent right after this. */
  | { readonly type: 'joined'; readonly device: DeviceAddress; readonly arrival: Arrival }
  /** It has been away long enough for its contacts to notice. */
  | { readonly type: 'unreachable'; readonly device: DeviceAddress }
  /** It is gone for good, with its calls. */
  | { readonly type: 'gone'; readonly device: DeviceAddress };

/** Where a device is with its socket. */
export type Registration =
  /** Its snapshot is being read. */
  | {
      readonly state: 'registering';
      readonly device: DeviceAddress;
      readonly connection: ConnectionId;
    }
  | {
      readonly state: 'live';
      readonly device: DeviceAddress;
      readonly connection: ConnectionId;
    }
  | {
      readonly state: 'lost';
      readonly device: DeviceAddress;
      /** `null`: expected after a restart of the server, not seen yet. */
      readonly connection: ConnectionId | null;
      readonly reachability: 'still-shown' | 'unreachable';
      readonly cancel: () => void;
    };
