import { useEffect, useRef } from 'preact/hooks';
import type { CallModel, SelfMedia } from '../../../call/model.ts';
import { useShortcut } from '../../shortcuts/index.ts';
import { createHoldToTalk, type SpaceTarget } from './hold-to-talk.ts';

function spaceTarget({ target }: KeyboardEvent): SpaceTarget {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable || target.matches('input, textarea, select')) return 'text';
  return target.closest('button, a, summary, [role="dialog"], [role="menu"]') ? 'control' : 'page';
}

/** Microphone, camera and hanging up by keyboard, and Space held to talk, while the view is there. */
export function useCallKeys(call: CallModel, self: SelfMedia): void {
  useShortcut('microphone', () => call.setMicrophone(self.microphone !== 'on'));
  useShortcut('camera', () => call.setCamera(self.camera !== 'on'));
  useShortcut('hangUp', () => call.hangUp());

  const microphone = useRef(self.microphone);
  microphone.current = self.microphone;
  useEffect(() => {
    const talk = createHoldToTalk((on) => call.setMicrophone(on));
    const ends = new AbortController();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== ' ') return;
      if (talk.press(spaceTarget(event), microphone.current)) event.preventDefault();
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === ' ') talk.release();
    };
    addEventListener('keydown', onKeyDown, { signal: ends.signal });
    addEventListener('keyup', onKeyUp, { signal: ends.signal });
    addEventListener('blur', talk.release, { signal: ends.signal });
    return () => {
      ends.abort();
      talk.release();
    };
  }, [call]);
}
