import type { ReadonlySignal } from '@preact/signals-core';
import { useEffect, useState } from 'preact/hooks';

/** Nobody needs longer to say a word after being asked to. */
export const silenceHintMs = 8_000;

/** Louder than a quiet room. */
const heardAbove = 0.08;

/** Whether anything has been heard: `silent` after `patienceMs` without a sound, until there is one. */
export function useHeard(
  level: ReadonlySignal<number> | null,
  patienceMs: number,
): 'waiting' | 'heard' | 'silent' {
  const [state, setState] = useState<'waiting' | 'heard' | 'silent'>('waiting');
  useEffect(() => {
    if (level === null) return;
    setState('waiting');
    const timer = setTimeout(() => setState('silent'), patienceMs);
    const stop = level.subscribe((value) => {
      if (value < heardAbove) return;
      clearTimeout(timer);
      setState('heard');
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [level, patienceMs]);
  return state;
}
