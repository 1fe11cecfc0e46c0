import { useEffect, useState } from 'preact/hooks';
import type { CallSnapshot } from '../../call/model.ts';
import { pageClock } from '../page-clock.ts';
import type { Dialling } from './route.ts';

/** Within this the server has mostly said that nobody has the ID; longer would seem like no answer. */
const patienceMs = 400;

/**
 * Where an outgoing call is shown. One to somebody who is no contact begins at home, where the ID was
 * typed: it may be nobody's, and a screen that comes and goes for a slip of typing is none.
 */
export function useDialling(call: CallSnapshot): Dialling {
  const unproven =
    call.phase === 'outgoing' && call.progress === 'calling' && !call.peer.isContact
      ? call.callId
      : null;
  const [waited, setWaited] = useState<string | null>(null);
  useEffect(() => {
    if (unproven === null) return;
    return pageClock.after(patienceMs, () => setWaited(unproven));
  }, [unproven]);
  return unproven !== null && unproven !== waited ? 'at-home' : 'shown';
}
