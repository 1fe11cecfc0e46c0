import type { CallFacts, RingTargets } from '@tatap/protocol/call';
import type { Account, DeviceId } from '@tatap/protocol/signaling';
import type { ContactRecord } from './ports.ts';

/** What decides who hears an invite. */
export interface Circumstances {
  readonly callee: Account;
  /** What the callee has about the caller. */
  readonly theirs: Pick<ContactRecord, 'bond' | 'blocked'> | null;
  readonly reachable: readonly DeviceId[];
}

/** How an invite is treated. */
export type Verdict =
  | { readonly is: 'refused'; readonly code: 'contacts-only' }
  | {
      readonly is: 'called';
      readonly relationship: CallFacts['relationship'];
      readonly targets: RingTargets;
    };

/**
 * Decides who hears an invite. Who may call is looked at before blocking, so that the refusal is
 * the same for everybody who is not a contact. A call of somebody who is blocked goes as it would if
 * the callee were offline.
 */
export function judge({ callee, theirs, reachable }: Circumstances): Verdict {
  const isContact = theirs?.bond === 'accepted';
  if (callee.whoMayCall === 'contacts' && !isContact) {
    return { is: 'refused', code: 'contacts-only' };
  }
  const relationship = isContact ? 'contact' : 'stranger';
  return {
    is: 'called',
    relationship,
    targets: hearingOf(theirs?.blocked ?? false, callee, reachable),
  };
}

function hearingOf(blocked: boolean, callee: Account, reachable: readonly DeviceId[]): RingTargets {
  if (blocked) return { by: 'nobody', missed: 'dropped' };
  if (callee.presence === 'dnd') {
    // Nobody is told so who could not see it: without a device that is there, they are offline.
    const isThere = reachable.length > 0;
    return { by: 'nobody', missed: 'recorded', ...(isThere && { tells: 'do-not-disturb' }) };
  }
  return { by: 'devices', devices: reachable };
}
