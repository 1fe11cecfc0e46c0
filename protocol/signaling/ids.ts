import * as v from 'valibot';
import { cleanText } from '../text/names.ts';

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

/** A device of an account; the server writes it from the authenticated socket. */
export const deviceAddress = v.object({ account: accountId, device: deviceId });
export type DeviceAddress = v.InferOutput<typeof deviceAddress>;

export function sameDevice(one: DeviceAddress, other: DeviceAddress): boolean {
  return one.account === other.account && one.device === other.device;
}

/** One call; a random UUID made by the caller, which also makes a repeated invite harmless. */
export const callId = uuid;
export type CallId = string;

/**
 * A name that a person chooses and others see. It is cleaned (`cleanText`); what is left has 1 to 64
 * characters, at least one of which can be seen.
 */
export const displayName = v.pipe(
  v.string(),
  v.transform(cleanText),
  v.minLength(1),
  v.maxLength(64),
);

/** The same, of something that can go without a name: `''` then. */
export const optionalName = v.pipe(v.string(), v.transform(cleanText), v.maxLength(64));

/**
 * A name as another program sends it, to be shown. It is cleaned and cut, never refused: one strange
 * name must not hide everything that comes with it. `''` where nothing can be seen.
 */
export const receivedName = v.pipe(
  v.string(),
  v.transform((text) => cleanText(text.slice(0, 256)).slice(0, 64)),
);

/** Shows the ID of somebody whose name cannot be seen. */
export const orId = <T extends { readonly id: string; readonly displayName: string }>(
  person: T,
): T => (person.displayName === '' ? { ...person, displayName: person.id } : person);

/** OWASP ASVS 2.1: at least 8 and at most 128 characters, of any kind. */
export const password = v.pipe(v.string(), v.minLength(8), v.maxLength(128));

/** Milliseconds since the epoch, by the server's clock. */
export const timestamp = v.pipe(v.number(), v.integer(), v.minValue(0));
