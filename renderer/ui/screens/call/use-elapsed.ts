import { useEffect, useState } from 'preact/hooks';
import { steadyNow } from '../../../clock.ts';

/** Milliseconds since a moment of steady time, kept current to the second. Rounded down, never negative. */
export function useElapsed(sinceMs: number): number {
  const read = () => Math.max(0, Math.floor((steadyNow() - sinceMs) / 1000) * 1000);
  const [elapsed, setElapsed] = useState(read);
  useEffect(() => {
    let timer = 0;
    const tick = () => {
      setElapsed(read());
      // Just after the next full second, however late this tick came.
      timer = window.setTimeout(tick, 1000 - ((steadyNow() - sinceMs) % 1000));
    };
    tick();
    return () => clearTimeout(timer);
  }, [sinceMs]);
  return elapsed;
}
