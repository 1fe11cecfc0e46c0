import type { ReadonlySignal } from '@preact/signals-core';
import { useEffect, useState } from 'preact/hooks';
import './level-meter.css';

/** Loudness as a bar that moves; browsers draw a `meter` each in its own way, so it is heard alone. */
export function LevelMeter(props: { level: ReadonlySignal<number>; label: string }) {
  const level = Math.min(1, Math.max(0, props.level.value));
  return (
    <div class="level-meter">
      <meter
        class="visually-hidden"
        aria-label={props.label}
        max={100}
        value={Math.round(level * 100)}
      />
      <div class="level-meter__bar" style={{ scale: `${level} 1` }} />
    </div>
  );
}

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
