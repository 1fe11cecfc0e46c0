import type { DeviceId, PublicKey } from '@tatap/protocol/signaling';

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
