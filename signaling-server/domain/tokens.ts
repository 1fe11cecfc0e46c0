import { createHash, randomBytes } from 'node:crypto';
import { recoveryCodeOf, recoveryCodeSymbols } from '@tatap/protocol/text';

/** 256 bits from the system's generator: nothing to guess, so a fast hash is enough to keep it. */
const tokenBytes = 32;

/** A session's token for its device, and the hash by which the server knows it. */
export function newToken(): { token: string; hash: Uint8Array } {
  const token = randomBytes(tokenBytes).toString('base64url');
  return { token, hash: hashToken(token) };
}

/** SHA-256. Whoever reads the database cannot sign in with what is in it. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** Crockford's base32: no I, L, O and U, so that a code survives being read out. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An invitation code of 80 bits, `XXXX-XXXX-XXXX-XXXX`. */
export function newInvitationCode(): string {
  const letters = Array.from(randomBytes(16), (byte) => alphabet[byte % alphabet.length]);
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** The code as it is kept, of what a person typed: `k3f9 …` with the letters Crockford forgives. */
export function normalInvitationCode(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * A new recovery code, and the hash that the server stores. The code has 130 random bits, so it
 * cannot be guessed, and a slow hash such as argon2id would add nothing. A fast hash also makes
 * wrong codes cheap for the server.
 */
export function newRecoveryCode(): { code: string; hash: Uint8Array } {
  const code = recoveryCodeOf(randomBytes(recoveryCodeSymbols));
  return { code, hash: hashToken(code) };
}
