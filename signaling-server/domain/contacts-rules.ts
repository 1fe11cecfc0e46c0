import type { Relation } from '@tatap/protocol/signaling';
import type { Bond } from './ports.ts';

/** One person's relation to another person. A block hides the bond but does not change it. */
export interface Standing {
  readonly bond: Bond | null;
  readonly blocked: boolean;
}

/** Both directions of a contact. */
export interface Pair {
  /** The relation of the person who acts to the other person. */
  readonly mine: Standing;
  readonly theirs: Standing;
}

/** What a person can do with a contact. The result depends on the pair only. */
export type ContactAct = 'request' | 'accept' | 'decline' | 'remove' | 'block' | 'unblock';

export type ContactRuling =
  | { readonly is: 'changed'; readonly pair: Pair }
  | { readonly is: 'refused'; readonly code: 'forbidden' | 'not-found' };

export const nothing: Standing = { bond: null, blocked: false };

/** The relation that its owner sees; `null`: the other person is not in the list. */
export function relationOf({ bond, blocked }: Standing): Relation | null {
  return blocked ? 'blocked' : bond;
}

/**
 * The rules of contacts. Both directions always change together. A block is invisible to the
 * blocked person: that person's acts still change the bonds below the block, and the contact list
 * looks as usual. Unblocking shows the current bond again.
 */
export const contactRules: Record<ContactAct, (pair: Pair) => ContactRuling> = {
  request(pair) {
    const { mine, theirs } = pair;
    if (mine.blocked) return refused('forbidden');
    if (mine.bond === 'accepted' && theirs.bond === 'accepted') return changed(pair);
    // Both people sent a request, so they become contacts.
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
    // A repeated request changes nothing.
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

/** Sets the bonds of both sides and leaves blocks as they are. */
function bound({ mine, theirs }: Pair, bond: Bond | null, theirBond = bond): ContactRuling {
  return changed({ mine: { ...mine, bond }, theirs: { ...theirs, bond: theirBond } });
}

function changed(pair: Pair): ContactRuling {
  return { is: 'changed', pair };
}

function refused(code: 'forbidden' | 'not-found'): ContactRuling {
  return { is: 'refused', code };
}
