import type { AccountId, DeviceAddress } from '@tatap/protocol/signaling';

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

/** Where a device is with its socket: plain data, for any kind of directory. */
export type Registration =
  /** `registering`: its snapshot is being read. */
  | {
      readonly state: 'registering' | 'live';
      readonly connection: ConnectionId;
      /** The server process that holds the socket. */
      readonly process: string;
      /** When the socket came, by the directory's clock. */
      readonly since: number;
    }
  | {
      readonly state: 'lost';
      /** `null`: expected after a restart of the server, not seen yet. */
      readonly connection: ConnectionId | null;
      readonly reachability: 'still-shown' | 'unreachable';
      /** When it counts as further away, by the directory's clock. */
      readonly dueAt: number;
    };

/** A device that is here, or lost and may come back. */
export interface Registered {
  readonly device: DeviceAddress;
  readonly registration: Registration;
}

/** A registration before and after a change; `null`: there is none. */
export interface Changed {
  readonly before: Registration | null;
  readonly after: Registration | null;
}

/**
 * Which devices of an account are connected, through which process, and since when (SIP's location
 * service, RFC 3261 section 10): in memory for one process, or outside for several.
 */
export interface Directory {
  of(account: AccountId): Promise<readonly Registered[]>;
  find(device: DeviceAddress): Promise<Registration | null>;
  /**
   * Changes one registration, with nothing between reading and writing it. `reduce` is pure and may
   * run several times. `now` is the directory's clock in milliseconds, which all processes share.
   */
  update(
    device: DeviceAddress,
    reduce: (before: Registration | null, now: number) => Registration | null,
  ): Promise<Changed>;
  /** Calls back when the `dueAt` of a lost device has come. It may call back twice. */
  onDue(listener: (device: DeviceAddress) => void): void;
  close(): void;
}
