import { createPublicKey, verify } from 'node:crypto';
import {
  type AttachClaim,
  attachStatement,
  type DeviceAddress,
  type Proof,
  type PublicKey,
} from '@tatap/protocol/signaling';

/**
 * Whether the device signed the claim with its own key (Ed25519, RFC 8032), which it registered at
 * sign-in. `false` for a device without a key.
 */
export function isClaimedBy(
  from: DeviceAddress,
  key: PublicKey | undefined,
  claim: Pick<AttachClaim, 'callId' | 'peer' | 'side'>,
  proof: Proof,
): boolean {
  if (key === undefined || proof.key !== key) return false;
  const statement = Buffer.from(attachStatement(from, claim));
  const signature = Buffer.from(proof.signature, 'base64url');
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: key };
    return verify(null, statement, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    // The key is not a point of the curve.
    return false;
  }
}
