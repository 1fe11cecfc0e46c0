import * as v from 'valibot';
import { saidMedia } from '../call/reasons.ts';
import { orElse, understood } from '../forward.ts';
import type { Output, Schema } from '../parse.ts';
import {
  asked,
  attachClaim,
  callEnded,
  iceConfiguration,
  incomingCall,
  liveCall,
  missedCall,
  signal,
} from './calls.ts';
import { proof } from './identity.ts';
import { accountId, callId, deviceAddress, deviceId, receivedName, timestamp } from './ids.ts';
import { account, contact, presence } from './people.ts';

/** Why the server closes a device's socket for good. */
export const sessionEndReason = orElse(
  v.picklist([
    /** The session was revoked from another device, or the password was changed there. */
    'revoked',
    /** A newer socket of the same device took its place. */
    'replaced',
    /** The session's time is over. */
    'expired',
    /** The account was deleted. */
    'deleted',
  ]),
  'expired',
);
export type SessionEndReason = v.InferOutput<typeof sessionEndReason>;

/**
 * Every event that the server sends. `registered` is the first after every connect and reconnect
 * and holds the whole truth: what a device believed before and does not find in it is over, except
 * a running call whose peers still reach each other (the server may have been away, not they).
 */
export const events = {
  registered: v.object({
    account,
    device: deviceId,
    serverTime: timestamp,
    contacts: understood(contact),
    calls: understood(liveCall),
    missed: understood(missedCall),
    /** Calls to this account that ended lately and were not missed: a device took them, or one does. */
    handled: understood(callId),
    ice: iceConfiguration,
  }),
  'account.changed': v.object({ account }),
  'contact.changed': v.object({ contact }),
  'contact.removed': v.object({ id: accountId }),
  'presence.changed': v.object({ id: accountId, presence }),
  'call.incoming': incomingCall,
  /** A device of the callee rings; sent to callers who are contacts only. */
  'call.ringing': v.object({ callId, device: deviceId, asked }),
  /**
   * To the caller: `device` won. `media` is what the callee answered with. `displayName` is the
   * callee's: a callee who answers a stranger shares the name, as the stranger did by calling.
   */
  'call.accepted': v.object({
    callId,
    device: deviceId,
    media: saidMedia,
    displayName: v.optional(receivedName),
  }),
  'call.ended': callEnded,
  /** The other device of a call says that it still holds it; the server has given the call up. */
  'call.attaching': v.object({
    callId,
    from: deviceAddress,
    side: attachClaim.entries.side,
    proof,
  }),
  /** Both devices have attached: the call runs again. To the one whose `call.attach` waited. */
  'call.attached': v.object({ callId }),
  'call.signal': v.object({ callId, from: deviceAddress, signal }),
  'missed.added': missedCall,
  'session.ended': v.object({ reason: sessionEndReason }),
} as const satisfies Record<string, Schema>;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = Output<(typeof events)[N]>;

/** Socket.IO's server-to-client event map. */
export type ServerToClient = { [N in EventName]: (payload: EventPayload<N>) => void };
