import type { AccountId, DeviceAddress } from '@tatap/protocol/signaling';

/**
 * The ID of one connection of a device. A new socket is a new connection; a resumed socket is the
 * same connection.
 */
export type ConnectionId = string;

/** How a device connected: `fresh` knows nothing, `resumed` has got every event that it missed. */
export type Arrival = 'fresh' | 'resumed';

/** How a socket ended: `goodbye` by the device, or `lost` and possibly resumed later. */
export type Departure = 'goodbye' | 'lost';

export type RegistrarEvent =
  /** The device is registered; its snapshot is sent right after this. */
  | { readonly type: 'joined'; readonly device: DeviceAddress; readonly arrival: Arrival }
  /** The device was away for so long that its contacts see it offline. */
  | { readonly type: 'unreachable'; readonly device: DeviceAddress }
  /** The device did not return in time; its calls end. */
  | { readonly type: 'gone'; readonly device: DeviceAddress };

/** The state of a device's connection: plain data, so that any directory can store it. */
export type Registration =
  /** `registering`: the server reads the snapshot of the device. */
  | {
      readonly state: 'registering' | 'live';
      readonly connection: ConnectionId;
      /** The server process that holds the socket. */
      readonly process: string;
      /** When the socket connected, by the directory's clock. */
      readonly since: number;
    }
  | {
      readonly state: 'lost';
      /** `null`: the device was in a call before a server restart and has not reconnected yet. */
      readonly connection: ConnectionId | null;
      readonly reachability: 'still-shown' | 'unreachable';
      /** When the next step of being away is due, by the directory's clock. */
      readonly dueAt: number;
    };

/** A device that is connected, or lost and may come back. */
export interface Registered {
  readonly device: DeviceAddress;
  readonly registration: Registration;
}

/**
 * A registration before and after a change; `null`: there is none. Where nothing changed, both are the
 * same object.
 */
export interface Changed {
  readonly before: Registration | null;
  readonly after: Registration | null;
}

/**
 * Which devices of an account are connected, through which process, and since when (SIP's location
 * service, RFC 3261 section 10): in memory for one process, or in a shared store for several.
 */
export interface Directory {
  of(account: AccountId): Promise<readonly Registered[]>;
  find(device: DeviceAddress): Promise<Registration | null>;
  /**
   * Changes one registration atomically. `reduce` is pure and may run several times. `now` is the
   * directory's clock in milliseconds, which all processes share.
   */
  update(
    device: DeviceAddress,
    reduce: (before: Registration | null, now: number) => Registration | null,
  ): Promise<Changed>;
  /**
   * Calls back when the `dueAt` of a lost device has passed by the directory's clock. It may call back
   * more than once for the same `dueAt`.
   */
  onDue(listener: (device: DeviceAddress, dueAt: number) => void): void;
  close(): void;
}
