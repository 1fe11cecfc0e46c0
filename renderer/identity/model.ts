import type { AccountId, DeviceAddress, DeviceId, PublicKey } from '@tatap/protocol/signaling';
import type { KnownDevice } from './known-devices.ts';

export type { KnownDevice };

/** Whom this device knows, and how well. Reading a method in a view follows changes. */
export interface IdentityModel {
  /** Whether every device of theirs that is known was compared. */
  isVerified(account: AccountId): boolean;
  /** Those of their devices that were met, in that order. */
  devicesOf(account: AccountId): readonly KnownDevice[];
  /** A device as it is known; `null` where it was never met. */
  device(address: DeviceAddress): KnownDevice | null;
  /** 60 digits to compare with the person at that device; `null` where it was never met. */
  safetyNumber(address: DeviceAddress): Promise<string | null>;
  setVerified(address: DeviceAddress, verified: boolean): void;
  /** The person has read that this device is new and continues with it. */
  acknowledge(address: DeviceAddress): void;
}

/** What this installation is: its ID and the key that speaks for it, born together. */
export interface OwnIdentity {
  readonly device: DeviceId;
  readonly key: PublicKey;
  /** Whether the next start finds it again. */
  readonly kept: boolean;
  /**
   * Signs with the private key, which cannot be read. Returns base64url.
   *
   * @throws {Error} where the browser has no WebCrypto (a page that is not a secure context).
   */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

/** Where the identity is kept between starts. */
export interface IdentityStore {
  /** The kept identity, or a new one on first start. Never rejects. */
  open(): Promise<OwnIdentity>;
}
