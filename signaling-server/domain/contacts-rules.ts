import type { Relation } from '@tatap/protocol/signaling';

/** Both directions of a contact: what one has about the other. `null`: nothing. */
export interface Pair {
  /** What the person who acts has about the other. */
  readonly mine: Relation | null;
  readonly theirs: Relation | null;
}

/** What may be done with a contact; each is decided by the pair alone. */
export type ContactAct = 'request' | 'accept' | 'decline' | 'remove' | 'block' | 'unblock';

export type ContactRuling =
  | { readonly is: 'changed'; readonly pair: Pair }
  | { readonly is: 'refused'; readonly code: 'forbidden' | 'not-found' };

/**
 * The rules of contacts. Both directions are always changed together. Whom somebody has blocked
 * sees what a person sees who is simply not answered: their request looks `outgoing`.
 */
export const contactRules: Record<ContactAct, (pair: Pair) => ContactRuling> = {
  request({ mine, theirs }) {
    if (mine === 'blocked') return refused('forbidden');
    if (theirs === 'blocked') return changed('outgoing', 'blocked');
    // Both asked, or what was accepted on one side only: they want each other.
    if (mine === 'incoming' || theirs === 'outgoing') return changed('accepted', 'accepted');
    if (mine === 'accepted' && theirs === 'accepted') return changed(mine, theirs);
    return changed('outgoing', 'incoming');
  },
  accept({ mine, theirs }) {
    if (mine === 'accepted') return changed(mine, theirs);
    if (mine !== 'incoming') return refused('not-found');
    return changed('accepted', 'accepted');
  },
  decline({ mine, theirs }) {
    // Repeated: it is so already.
    if (mine !== 'incoming') return changed(mine, theirs);
    return changed(null, unlessBlocked(theirs));
  },
  remove({ theirs }) {
    return changed(null, unlessBlocked(theirs));
  },
  block({ theirs }) {
    return changed('blocked', theirs === 'accepted' || theirs === 'incoming' ? null : theirs);
  },
  unblock({ mine, theirs }) {
    if (mine !== 'blocked') return changed(mine, theirs);
    // A request that was made meanwhile reaches them now.
    return changed(theirs === 'outgoing' ? 'incoming' : null, theirs);
  },
};

function unlessBlocked(theirs: Relation | null): Relation | null {
  return theirs === 'blocked' ? theirs : null;
}

function changed(mine: Relation | null, theirs: Relation | null): ContactRuling {
  return { is: 'changed', pair: { mine, theirs } };
}

function refused(code: 'forbidden' | 'not-found'): ContactRuling {
  return { is: 'refused', code };
}
