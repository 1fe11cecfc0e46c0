import { createHash, randomBytes } from 'node:crypto';
import {
  inGroups,
  letterOf,
  lettersIn,
  recoveryCodeOf,
  recoveryCodeSymbols,
} from '@tatap/protocol/text';

/** 256 random bits. They cannot be guessed, so a fast hash is enough. */
const tokenBytes = 32;

/** A session token for the device, and the hash that the server stores. */
export function newToken(): { token: string; hash: Uint8Array } {
  const token = randomBytes(tokenBytes).toString('base64url');
  return { token, hash: hashToken(token) };
}

/** SHA-256. The hashes in a stolen database cannot be used to sign in. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** An invitation code of 80 bits, `XXXX-XXXX-XXXX-XXXX`. */
export function newInvitationCode(): string {
  return inGroups(Array.from(randomBytes(16), letterOf).join(''));
}

/**
 * Normalises a typed code to its stored form. Accepts what `lettersIn` accepts, such as `k3f9 …`.
 */
export function normalInvitationCode(typed: string): string {
  return inGroups(lettersIn(typed));
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
