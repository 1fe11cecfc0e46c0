import * as v from 'valibot';

/** An account's ID: the short name by which a person is called. 3 to 32 characters. */
export const accountId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9](?:[a-z0-9._-]{1,30})[a-z0-9]$/, 'an ID'),
);
export type AccountId = v.InferOutput<typeof accountId>;

const uuid = v.pipe(v.string(), v.uuid());

/** One installation of an account; a random UUID made by the device on first start. */
export const deviceId = uuid;
export type DeviceId = string;

/** One call; a random UUID made by the caller, which also makes a repeated invite harmless. */
export const callId = uuid;
export type CallId = string;

/** Name shown to others; 1 to 64 characters, no control characters, trimmed. */
export const displayName = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(64),
  v.regex(/^[^\p{Cc}]*$/u),
);

/** OWASP ASVS 2.1: at least 8 and at most 128 characters, of any kind. */
export const password = v.pipe(v.string(), v.minLength(8), v.maxLength(128));

/** Milliseconds since the epoch, by the server's clock. */
export const timestamp = v.pipe(v.number(), v.integer(), v.minValue(0));
