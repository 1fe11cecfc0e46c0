/** Who would get a press of Space if the call did not take it. */
export type SpaceTarget =
  /** A text field, where it types. */
  | 'text'
  /** A button or a menu that has the keyboard, where it presses. */
  | 'control'
  | 'page';

/** Holding Space: talks while it is down, and only if the microphone was muted when it went down. */
export interface HoldToTalk {
  /**
   * Space went down; repeats are harmless. Answers whether the call took the press, so that
   * nothing else may happen by it.
   */
  press(target: SpaceTarget, microphone: 'on' | 'muted' | 'unavailable'): boolean;
  /** Space came up, the window lost the keyboard, or the call is over. */
  release(): void;
}

export function createHoldToTalk(setMicrophone: (on: boolean) => void): HoldToTalk {
  let talking = false;
  return {
    press(target, microphone) {
      if (talking) return true;
      if (target !== 'page' || microphone !== 'muted') return false;
      talking = true;
      setMicrophone(true);
      return true;
    },
    release() {
      if (!talking) return;
      talking = false;
      setMicrophone(false);
    },
  };
}
