import * as v from 'valibot';
import { deviceId } from './ids.ts';

/**
 * The version this code speaks. It rises when an older peer would misunderstand; before the first
 * release there is none.
 */
export const protocolVersion = 1;

/** Every version this server speaks. */
export const supportedVersions: readonly number[] = [1];

/**
 * What a device says in Socket.IO's `auth` when it connects. Only `protocolVersion` is read first,
 * so that an incompatible device gets `unsupported-version` and not `malformed`.
 */
export const handshake = v.object({
  protocolVersion: v.pipe(v.number(), v.integer()),
  token: v.pipe(v.string(), v.minLength(20), v.maxLength(200)),
  deviceId,
  /** Optional abilities of the device, for features that only some versions have. */
  capabilities: v.pipe(v.array(v.pipe(v.string(), v.maxLength(32))), v.maxLength(32)),
});
export type Handshake = v.InferOutput<typeof handshake>;
