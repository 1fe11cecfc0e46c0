import { useEffect, useRef } from 'preact/hooks';

/** A finger's click comes a moment after it was lifted. */
const clickWithinMs = 300;

interface PressHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Tells of a button that is held down, by pointer or by space bar, before its click: what the click
 * will need can be made ready meanwhile. It may be let go elsewhere, and there is no click then (WCAG
 * 2.5.2, pointer cancellation).
 *
 * @param onPress - gives what is done when it is let go, after the click where there is one
 * @returns handlers for the button
 */
export function usePress(onPress: (() => () => void) | undefined): PressHandlers | undefined {
  const letGo = useRef(() => {});
  useEffect(() => () => letGo.current(), []);
  if (onPress === undefined) return undefined;

  /** @param pointer - which one holds it; `null` for a key */
  const begin = (pointer: number | null) => {
    letGo.current();
    const end = onPress();
    const listening = new AbortController();
    letGo.current = () => {
      letGo.current = () => {};
      listening.abort();
      end();
    };
    const lifted = (event: Event) => {
      // Another finger; a key is any, as macOS keeps a key's end to itself while Cmd is down.
      if (event instanceof PointerEvent && event.pointerId !== pointer) return;
      const waiting = setTimeout(() => letGo.current(), clickWithinMs);
      listening.signal.addEventListener('abort', () => clearTimeout(waiting));
    };
    const { signal } = listening;
    for (const type of ['pointerup', 'keyup']) addEventListener(type, lifted, { signal });
    // A menu that opens under a press (Ctrl and click, a long touch) takes its end away.
    for (const type of ['pointercancel', 'contextmenu', 'blur'])
      addEventListener(type, () => letGo.current(), { signal });
  };
  return {
    onPointerDown: ({ isPrimary, button, pointerId }) => {
      if (isPrimary && button === 0) begin(pointerId);
    },
    // A button clicks when the space bar is let go, and at once for Enter.
    onKeyDown: ({ key, repeat }) => {
      if (key === ' ' && !repeat) begin(null);
    },
  };
}
