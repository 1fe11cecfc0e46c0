import type { CallFacts, Hearing } from '@tatap/protocol/call';
import type { Account, DeviceId, Relation } from '@tatap/protocol/signaling';

/** What decides who hears an invite. */
export interface Circumstances {
  readonly callee: Account;
  /** What the callee has about the caller. */
  readonly theirs: Relation | null;
  readonly reachable: readonly DeviceId[];
}

/** How an invite is treated. */
export type Verdict =
  | { readonly is: 'refused'; readonly code: 'contacts-only' }
  | {
      readonly is: 'called';
      readonly standing: CallFacts['standing'];
      readonly hearing: Hearing;
    };

/**
 * Decides who hears an invite. Who may call is looked at before blocking, so that the refusal is
 * the same for everybody who is not a contact; whom the callee has blocked is treated as a stranger
 * whom nobody hears.
 */
export function judge({ callee, theirs, reachable }: Circumstances): Verdict {
  const isContact = theirs === 'accepted';
  if (callee.whoMayCall === 'contacts' && !isContact) {
    return { is: 'refused', code: 'contacts-only' };
  }
  const standing = isContact ? 'contact' : 'stranger';
  return { is: 'called', standing, hearing: hearingOf(theirs, callee, reachable) };
}

function hearingOf(
  theirs: Relation | null,
  callee: Account,
  reachable: readonly DeviceId[],
): Hearing {
  if (theirs === 'blocked') return { by: 'nobody', missed: 'dropped' };
  if (callee.presence === 'dnd') return { by: 'nobody', missed: 'recorded' };
  return { by: 'devices', devices: reachable };
}
