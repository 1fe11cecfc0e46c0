import type { Relation } from '@tatap/protocol/signaling';
import type { Bond } from './ports.ts';

/** What somebody has about another person. Blocking lies over the bond and leaves it as it is. */
export interface Standing {
  readonly bond: Bond | null;
  readonly blocked: boolean;
}

/** Both directions of a contact: what one has about the other. */
export interface Pair {
  /** What the person who acts has about the other. */
  readonly mine: Standing;
  readonly theirs: Standing;
}

/** What may be done with a contact; each is decided by the pair alone. */
export type ContactAct = 'request' | 'accept' | 'decline' | 'remove' | 'block' | 'unblock';

export type ContactRuling =
  | { readonly is: 'changed'; readonly pair: Pair }
  | { readonly is: 'refused'; readonly code: 'forbidden' | 'not-found' };

export const nothing: Standing = { bond: null, blocked: false };

/** What the owner of a standing sees of it; null: the other is not in the list. */
export function relationOf({ bond, blocked }: Standing): Relation | null {
  return blocked ? 'blocked' : bond;
}

/**
 * The rules of contacts. Both directions are always changed together. Whoever is blocked goes on
 * with their own list as if nothing had happened, and what they do takes its course below the block:
 * so blocking tells them nothing, and unblocking brings back what was.
 */
export const contactRules: Record<ContactAct, (pair: Pair) => ContactRuling> = {
  request(pair) {
    const { mine, theirs } = pair;
    if (mine.blocked) return refused('forbidden');
    if (mine.bond === 'accepted' && theirs.bond === 'accepted') return changed(pair);
    // Both asked: they want each other.
    if (mine.bond === 'incoming' || theirs.bond === 'outgoing') return bound(pair, 'accepted');
    return bound(pair, 'outgoing', 'incoming');
  },
  accept(pair) {
    const { mine } = pair;
    if (mine.blocked) return refused('not-found');
    if (mine.bond === 'accepted') return changed(pair);
    return mine.bond === 'incoming' ? bound(pair, 'accepted') : refused('not-found');
  },
  decline(pair) {
    const { mine } = pair;
    // Repeated: it is so already.
    if (mine.blocked || mine.bond !== 'incoming') return changed(pair);
    return bound(pair, null);
  },
  remove({ theirs }) {
    return changed({ mine: nothing, theirs: { ...theirs, bond: null } });
  },
  block({ mine, theirs }) {
    return changed({ mine: { ...mine, blocked: true }, theirs });
  },
  unblock({ mine, theirs }) {
    return changed({ mine: { ...mine, blocked: false }, theirs });
  },
};

/** Gives both sides their bond, and leaves blocks as they are. */
function bound({ mine, theirs }: Pair, bond: Bond | null, theirBond = bond): ContactRuling {
  return changed({ mine: { ...mine, bond }, theirs: { ...theirs, bond: theirBond } });
}

function changed(pair: Pair): ContactRuling {
  return { is: 'changed', pair };
}

function refused(code: 'forbidden' | 'not-found'): ContactRuling {
  return { is: 'refused', code };
}
