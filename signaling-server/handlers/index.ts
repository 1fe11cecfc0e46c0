import { callAccept } from './call-accept.ts';
import { callAttach } from './call-attach.ts';
import { callBusy } from './call-busy.ts';
import { callBye } from './call-bye.ts';
import { callCancel } from './call-cancel.ts';
import { callDecline } from './call-decline.ts';
import { callInvite } from './call-invite.ts';
import { callRinging } from './call-ringing.ts';
import { callSignal } from './call-signal.ts';
import { contactAccept } from './contact-accept.ts';
import { contactBlock } from './contact-block.ts';
import { contactDecline } from './contact-decline.ts';
import { contactRemove } from './contact-remove.ts';
import { contactRequest } from './contact-request.ts';
import { contactUnblock } from './contact-unblock.ts';
import { contactUpdate } from './contact-update.ts';
import { iceRefresh } from './ice-refresh.ts';
import { missedTaken } from './missed-taken.ts';
import { presenceSet } from './presence-set.ts';
import type { HandlerRegistry } from './types.ts';

/** Every request of the contract and who answers it. */
export const handlers: HandlerRegistry = {
  'contact.request': contactRequest,
  'contact.accept': contactAccept,
  'contact.decline': contactDecline,
  'contact.remove': contactRemove,
  'contact.block': contactBlock,
  'contact.unblock': contactUnblock,
  'contact.update': contactUpdate,
  'presence.set': presenceSet,
  'call.invite': callInvite,
  'call.ringing': callRinging,
  'call.accept': callAccept,
  'call.decline': callDecline,
  'call.busy': callBusy,
  'call.cancel': callCancel,
  'call.bye': callBye,
  'call.attach': callAttach,
  'call.signal': callSignal,
  'missed.taken': missedTaken,
  'ice.refresh': iceRefresh,
};
