/** Parameters of argon2id, RFC 9106. */
export interface Argon2Cost {
  /** Memory in KiB. */
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
}

export interface Argon2Hash extends Argon2Cost {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** Version 19 is argon2 1.3, which RFC 9106 describes and OpenSSL computes. */
const pattern =
  /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * Encodes a hash as a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, base64 without
 * padding. https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
 */
export function encodePhc({ memoryKiB, passes, parallelism, salt, hash }: Argon2Hash): string {
  const cost = `m=${memoryKiB},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${cost}$${base64(salt)}$${base64(hash)}`;
}

/** Decodes the output of `encodePhc`; `null` for anything else. */
export function decodePhc(text: string): Argon2Hash | null {
  const [, memory, passes, parallelism, salt, hash] = pattern.exec(text) ?? [];
  if (salt === undefined || hash === undefined) return null;
  return {
    memoryKiB: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
