import type { Clock } from '../../../clock.ts';

/** Who would get a press of Space if the call did not take it. */
export type SpaceTarget =
  /** A text field, where it types. */
  | 'text'
  /** A button that has the keyboard, where it presses. */
  | 'control'
  | 'page';

/** A press of Space on a button that lasts this long is no press of the button: it talks. */
export const holdsAfterMs = 250;

/** Holding Space: talks while it is down, and only if the microphone was muted when it went down. */
export interface HoldToTalk {
  /**
   * Space went down; repeats are harmless. Answers whether the call took the press, so that
   * nothing else may happen by it.
   *
   * @param tap what the press does where it turns out short and a control has the keyboard
   */
  press(target: SpaceTarget, microphone: 'on' | 'muted' | 'unavailable', tap: () => void): boolean;
  /** Space came up. Answers whether the call had taken the press. */
  release(): boolean;
  /** The window lost the keyboard, or the call is over. */
  cancel(): void;
}

type State =
  | { readonly state: 'up' }
  | { readonly state: 'deciding'; readonly stop: () => void; readonly tap: () => void }
  | { readonly state: 'talking' };

export function createHoldToTalk(clock: Clock, setMicrophone: (on: boolean) => void): HoldToTalk {
  let now: State = { state: 'up' };

  function talk(): void {
    now = { state: 'talking' };
    setMicrophone(true);
  }

  function end(): State {
    const ended = now;
    now = { state: 'up' };
    if (ended.state === 'deciding') ended.stop();
    if (ended.state === 'talking') setMicrophone(false);
    return ended;
  }

  return {
    press(target, microphone, tap) {
      if (now.state !== 'up') return true;
      if (target === 'text' || microphone !== 'muted') return false;
      if (target === 'page') talk();
      else now = { state: 'deciding', stop: clock.after(holdsAfterMs, talk), tap };
      return true;
    },
    release() {
      const ended = end();
      if (ended.state === 'deciding') ended.tap();
      return ended.state !== 'up';
    },
    cancel: () => void end(),
  };
}
