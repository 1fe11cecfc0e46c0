import { useEffect, useState } from 'preact/hooks';
import type { AppModel } from '../model.ts';
import { pageClock } from '../page-clock.ts';
import { homeStateOf } from '../screens/home/home-state.ts';
import type { Dialling } from './route.ts';

/** Within this the server has mostly said that nobody has the ID; longer would seem like no answer. */
const patienceMs = 400;

/**
 * Where an outgoing call is shown. One to an ID that was typed begins at home, at the field that says
 * so: the ID may be nobody's, and a screen that comes and goes for a slip of typing is none.
 */
export function useDialling(model: AppModel): Dialling {
  const call = model.call.shown.value;
  const typed = homeStateOf(model).found.value.id;
  const unproven =
    call.phase === 'outgoing' &&
    call.progress === 'calling' &&
    !call.peer.isContact &&
    call.peer.id === typed
      ? call.callId
      : null;
  const [waited, setWaited] = useState<string | null>(null);
  useEffect(() => {
    if (unproven === null) return;
    return pageClock.after(patienceMs, () => setWaited(unproven));
  }, [unproven]);
  return unproven !== null && unproven !== waited ? 'at-home' : 'shown';
}
