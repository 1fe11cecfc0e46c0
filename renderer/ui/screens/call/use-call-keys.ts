import { useEffect, useRef } from 'preact/hooks';
import type { CallModel, SelfMedia } from '../../../calls/model.ts';
import { pageClock } from '../../page-clock.ts';
import { useShortcut } from '../../shortcuts/index.ts';
import { createHoldToTalk, type SpaceTarget } from './hold-to-talk.ts';

function spaceTarget({ target }: KeyboardEvent): SpaceTarget {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable || target.matches('input, textarea, select')) return 'text';
  return target.closest('button, a, summary') ? 'control' : 'page';
}

/** The button under the keyboard, for a press that is none of talking. */
function controlOf({ target }: KeyboardEvent): HTMLElement | null {
  return target instanceof HTMLElement ? target.closest<HTMLElement>('button, a, summary') : null;
}

/**
 * Microphone, camera and hanging up by keyboard, and Space held to talk, while the view is there.
 *
 * @param held whether the person holds the call: there is nothing to mute or to talk into then
 */
export function useCallKeys(call: CallModel, self: SelfMedia, held = false): void {
  useShortcut('microphone', () => call.setMicrophone(self.microphone !== 'on'), !held);
  useShortcut('camera', () => call.setCamera(self.camera !== 'on'), !held);
  useShortcut('hangUp', () => call.hangUp());

  const microphone = useRef(self.microphone);
  microphone.current = held ? 'unavailable' : self.microphone;
  useEffect(() => {
    const talk = createHoldToTalk(pageClock, (on) => call.setMicrophone(on));
    const ends = new AbortController();
    const onKeyDown = (event: KeyboardEvent) => {
      // What has the keyboard may know Space itself.
      if (event.key !== ' ' || event.defaultPrevented) return;
      const control = controlOf(event);
      const taken = talk.press(spaceTarget(event), microphone.current, () => control?.click());
      if (taken) event.preventDefault();
    };
    const onKeyUp = (event: KeyboardEvent) => {
      // Firefox clicks a button by the key's end.
      if (event.key === ' ' && talk.release()) event.preventDefault();
    };
    addEventListener('keydown', onKeyDown, { signal: ends.signal });
    addEventListener('keyup', onKeyUp, { signal: ends.signal });
    addEventListener('blur', talk.cancel, { signal: ends.signal });
    return () => {
      ends.abort();
      talk.cancel();
    };
  }, [call]);
}
