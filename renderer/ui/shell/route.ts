import { assertNever } from '@tatap/protocol/signaling';
import type { SessionSnapshot } from '../../account/model.ts';
import type { ShownCall } from '../../calls/model.ts';
import type { Ownership } from '../../pages/ownership.ts';

/** Which screen is shown. Settings lie above any of them. */
export type Route =
  | 'starting'
  | 'first-start'
  /** The profile, or the device, is in use in another window. */
  | 'replaced'
  | 'home'
  /** Outgoing or incoming. */
  | 'ringing'
  /** From accept to the end. */
  | 'call';

/** Where an outgoing call is shown: `at-home` while its ID may yet turn out to be nobody's. */
export type Dialling = 'at-home' | 'shown';

/**
 * Chooses the screen. In the page that owns the profile, a call comes before everything: it lives
 * on its own link, also when the session is gone.
 *
 * @param onboarded whether the first-start steps were finished or skipped on this installation, and
 *   no new recovery code has to be shown
 */
export function routeOf(
  owner: Ownership['state'],
  session: SessionSnapshot,
  call: ShownCall,
  onboarded: boolean,
  dialling: Dialling = 'shown',
): Route {
  switch (owner) {
    case 'unknown':
      return 'starting';
    case 'elsewhere':
      return 'replaced';
    case 'here':
      return owned(session, call, onboarded, dialling);
    default:
      return assertNever(owner);
  }
}

function owned(
  session: SessionSnapshot,
  call: ShownCall,
  onboarded: boolean,
  dialling: Dialling,
): Route {
  switch (call.phase) {
    case 'idle':
    // How it ended is told over whatever is shown then.
    case 'ended':
      return withoutCall(session, onboarded);
    case 'outgoing':
      return dialling === 'at-home' ? withoutCall(session, onboarded) : 'ringing';
    case 'incoming':
      return 'ringing';
    case 'connecting':
    case 'active':
      return 'call';
    default:
      return assertNever(call);
  }
}

function withoutCall(session: SessionSnapshot, onboarded: boolean): Route {
  switch (session.phase) {
    case 'starting':
      return 'starting';
    case 'signed-out':
      return 'first-start';
    case 'signed-in':
      if (session.connection.state === 'replaced') return 'replaced';
      return onboarded ? 'home' : 'first-start';
    default:
      return assertNever(session);
  }
}

/** Whether the ID that was called is nobody's: a slip of typing, which is said where it was typed. */
export function isMisdialled({
  reason,
  refusal,
  peer,
}: Extract<ShownCall, { phase: 'ended' }>): boolean {
  if (reason !== 'refused' || peer.isContact) return false;
  return refusal === 'unknown-account' || refusal === 'not-found';
}
