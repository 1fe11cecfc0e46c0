import type { DeviceAddress, PublicKey } from '@tatap/protocol/signaling';
import { fromBase64Url } from './ed25519.ts';

/** A device and the key that is believed to be its own. */
export interface KeyedDevice extends DeviceAddress {
  readonly key: PublicKey;
}

/** As many as Signal's numeric fingerprint: makes a search for a similar number 2^12 times slower. */
const iterations = 5_200;

/** The form of what is hashed; another form gets another label. */
const label = 'tatap safety number 1';

/** Blocks of five digits in each device's half. */
const blocks = 6;

/**
 * 60 digits that are the same for two devices that believe in the same keys of each other, and
 * differ otherwise: each half is 30 digits out of an iterated SHA-512 over one device's account, ID
 * and key; the smaller half comes first, so that both sides read the same.
 */
export async function safetyNumber(one: KeyedDevice, other: KeyedDevice): Promise<string> {
  const halves = await Promise.all([halfOf(one), halfOf(other)]);
  return halves.sort().join('');
}

async function halfOf({ account, device, key }: KeyedDevice): Promise<string> {
  const keyBytes = fromBase64Url(key);
  // No part can hold a line break, so no two devices have the same text.
  const name = new TextEncoder().encode(`${label}\n${account}\n${device}\n`);
  let hash = await sha512(joined(name, keyBytes));
  for (let round = 1; round < iterations; round += 1) hash = await sha512(joined(hash, keyBytes));
  const view = new DataView(hash.buffer);
  return Array.from({ length: blocks }, (_, block) => blockAt(view, block * 5)).join('');
}

/** Five bytes, big-endian, as five digits. */
function blockAt(view: DataView, offset: number): string {
  const value = view.getUint8(offset) * 2 ** 32 + view.getUint32(offset + 1);
  return String(value % 100_000).padStart(5, '0');
}

async function sha512(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-512', bytes));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
