import type { ReadonlySignal } from '@preact/signals-core';
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
