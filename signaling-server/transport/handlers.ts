import type {
  DeviceAddress,
  RequestAck,
  RequestName,
  RequestPayload,
} from '@tatap/protocol/signaling';
import { ok, refuse } from '../domain/refusals.ts';
import type { RealtimeServices } from './types.ts';

/**
 * Answers one kind of request. `from` comes from the authenticated socket; `payload` has been
 * parsed.
 */
export type Handler<N extends RequestName> = (
  services: RealtimeServices,
  from: DeviceAddress,
  payload: RequestPayload<N>,
) => RequestAck<N> | Promise<RequestAck<N>>;

/** The handler of every request of the protocol. A missing handler is a compile error. */
export const handlers: { readonly [N in RequestName]: Handler<N> } = {
  'contact.request': ({ contacts }, from, { id }) => contacts.request(from.account, id),
  'contact.accept': ({ contacts }, from, { id }) => contacts.accept(from.account, id),
  'contact.decline': ({ contacts }, from, { id }) => contacts.decline(from.account, id),
  'contact.remove': ({ contacts }, from, { id }) => contacts.remove(from.account, id),
  'contact.block': ({ contacts }, from, { id }) => contacts.block(from.account, id),
  'contact.unblock': ({ contacts }, from, { id }) => contacts.unblock(from.account, id),
  'contact.update': ({ contacts }, from, payload) => contacts.update(from.account, payload),

  'call.invite': ({ calls }, from, payload) => calls.invite(from, payload),
  'call.ringing': ({ calls }, from, { callId }) =>
    calls.ask(from, callId, { type: 'ringing', from }),
  'call.accept': ({ calls }, from, { callId, media }) =>
    calls.ask(from, callId, { type: 'accept', from, media, at: calls.wall() }),
  'call.decline': ({ calls }, from, { callId, text, reason }) =>
    calls.ask(from, callId, { type: 'decline', from, text, reason }),
  'call.busy': ({ calls }, from, { callId }) => calls.ask(from, callId, { type: 'busy', from }),
  'call.cancel': ({ calls }, from, { callId }) => calls.ask(from, callId, { type: 'cancel', from }),
  'call.bye': ({ calls }, from, { callId, reason }) =>
    calls.ask(from, callId, { type: 'bye', from, reason }),
  'call.attach': ({ calls }, from, payload) => calls.attach(from, payload),
  'call.signal': ({ calls }, from, payload) => calls.signal(from, payload),

  'presence.set': async ({ devices, presence, storage }, from, chosen) => {
    const account = await storage.accounts.update(from.account, { presence: chosen.presence });
    if (account === null) return refuse('unauthenticated');
    presence.choose(account);
    devices.sendToAccount(account.id, 'account.changed', { account });
    return ok();
  },
  'missed.taken': async ({ storage }, from, { callIds }) => {
    await storage.missedCalls.take(from.account, callIds);
    return ok();
  },
  'ice.refresh': ({ iceServersOf }, from) => ok(iceServersOf(from)),
};
