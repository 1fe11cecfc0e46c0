import * as v from 'valibot';
import { orElse } from '../forward.ts';
import { publicKey } from './identity.ts';
import {
  accountId,
  deviceId,
  displayName,
  optionalName,
  orId,
  receivedName,
  timestamp,
} from './ids.ts';

/** What a person chose for themselves. `in-call` and `offline` are the server's to say. */
export const ownPresence = v.picklist(['online', 'away', 'dnd']);
export type OwnPresence = v.InferOutput<typeof ownPresence>;

/** What accepted contacts see. */
export const presence = orElse(v.picklist(['online', 'away', 'in-call', 'dnd', 'offline']), 'away');
export type Presence = v.InferOutput<typeof presence>;

/**
 * Where two accounts stand, seen from one of them: `outgoing` (I asked), `incoming` (they asked),
 * `accepted` (both), `blocked` (I blocked them; they are told nothing). A contact whose relation is
 * not known yet is not shown.
 */
export const relation = v.picklist(['outgoing', 'incoming', 'accepted', 'blocked']);
export type Relation = v.InferOutput<typeof relation>;

/** Own name for a contact; empty where none was given. */
export const nickname = optionalName;

export const contact = v.pipe(
  v.object({
    id: accountId,
    displayName: receivedName,
    relation,
    /** `offline` unless `relation` is `accepted`. */
    presence,
    favourite: v.boolean(),
    nickname: receivedName,
  }),
  v.transform(orId),
);
export type Contact = v.InferOutput<typeof contact>;

/** Who may call: enforced by the server, which refuses what it does not know. */
export const whoMayCall = v.picklist(['everyone', 'contacts']);
export type WhoMayCall = v.InferOutput<typeof whoMayCall>;

/** One's own account, as its devices see it. */
export const account = v.pipe(
  v.object({
    id: accountId,
    displayName: receivedName,
    whoMayCall: orElse(whoMayCall, 'contacts'),
    presence: orElse(ownPresence, 'online'),
    createdAt: timestamp,
  }),
  v.transform(orId),
);
export type Account = v.InferOutput<typeof account>;

/** What a device says of itself when it signs in. */
export const deviceDescription = v.object({
  id: deviceId,
  /** For people: "Chrome on Linux", "laptop of Sari". */
  name: displayName,
  platform: orElse(v.picklist(['windows', 'macos', 'linux', 'web']), 'web'),
  /** What the device signs its calls with; a page that is no secure context has none. */
  key: v.optional(publicKey),
});
export type DeviceDescription = v.InferOutput<typeof deviceDescription>;

/** A signed-in device, in the list that people see. */
export const deviceSession = v.object({
  device: deviceDescription,
  createdAt: timestamp,
  lastSeenAt: timestamp,
  expiresAt: timestamp,
  connected: v.boolean(),
  /** Whether this is the device that asks. */
  current: v.boolean(),
});
export type DeviceSession = v.InferOutput<typeof deviceSession>;
