import type { ReadonlySignal } from '@preact/signals-core';
import './level-meter.css';

/** Loudness as a bar that moves. */
export function LevelMeter(props: { level: ReadonlySignal<number>; label: string }) {
  const level = Math.min(1, Math.max(0, props.level.value));
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> cannot be drawn alike in all browsers
    <div
      class="level-meter"
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(level * 100)}
    >
      <div class="level-meter__bar" style={{ scale: `${level} 1` }} />
    </div>
  );
}
