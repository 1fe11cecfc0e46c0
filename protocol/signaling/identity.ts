import * as v from 'valibot';

/** 32 bytes of an Ed25519 public key (RFC 8032, section 5.1.5), as base64url without padding. */
export const publicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'an Ed25519 key'));
export type PublicKey = v.InferOutput<typeof publicKey>;

/** Who signed, and the 64 bytes of the Ed25519 signature, as base64url without padding. */
export const proof = v.object({
  key: publicKey,
  signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/, 'an Ed25519 signature')),
});
export type Proof = v.InferOutput<typeof proof>;
