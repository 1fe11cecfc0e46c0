import type { CallFacts, RingTargets } from '@tatap/protocol/call';
import type { Account, DeviceId } from '@tatap/protocol/signaling';
import type { ContactRecord } from '../ports.ts';

/** The facts that decide which devices ring for an invite. */
export interface Circumstances {
  readonly callee: Account;
  /** The callee's entry of the caller. */
  readonly theirs: Pick<ContactRecord, 'bond' | 'blocked'> | null;
  readonly reachable: readonly DeviceId[];
}

/** How the server handles an invite. */
export type Verdict =
  | { readonly is: 'refused'; readonly code: 'contacts-only' }
  | {
      readonly is: 'called';
      readonly relationship: CallFacts['relationship'];
      readonly targets: RingTargets;
    };

/**
 * Decides which devices ring for an invite. The setting of who may call is checked before blocks,
 * so that everybody who is not a contact gets the same refusal. The call of a blocked person
 * proceeds as if the callee were offline.
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
    targets: ringTargetsOf(theirs?.blocked ?? false, callee, reachable),
  };
}

function ringTargetsOf(
  blocked: boolean,
  callee: Account,
  reachable: readonly DeviceId[],
): RingTargets {
  if (blocked) return { by: 'nobody', missed: 'dropped' };
  if (callee.presence === 'dnd') {
    // The caller learns it only if a device of the callee is connected. Otherwise contacts see the
    // callee as offline.
    const isThere = reachable.length > 0;
    return { by: 'nobody', missed: 'recorded', ...(isThere && { tells: 'do-not-disturb' }) };
  }
  return { by: 'devices', devices: reachable };
}
