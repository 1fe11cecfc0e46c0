import { generateKeyPairSync, sign } from 'node:crypto';
import {
  type AttachClaim,
  attachStatement,
  type DeviceAddress,
  type Proof,
  type PublicKey,
} from '@tatap/protocol/signaling';

/** The signing key of a device that is not a browser. */
export class DeviceKeys {
  readonly #pair = generateKeyPairSync('ed25519');
  readonly publicKey: PublicKey;

  constructor() {
    const { x } = this.#pair.publicKey.export({ format: 'jwk' });
    if (x === undefined) throw new Error('an Ed25519 key has an x');
    this.publicKey = x;
  }

  /** What goes into `call.attach` beside the claim. */
  attach(from: DeviceAddress, claim: Pick<AttachClaim, 'callId' | 'peer' | 'side'>): Proof {
    const statement = Buffer.from(attachStatement(from, claim));
    const signature = sign(null, statement, this.#pair.privateKey).toString('base64url');
    return { key: this.publicKey, signature };
  }
}
