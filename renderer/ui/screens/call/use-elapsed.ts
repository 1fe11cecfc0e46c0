import { useEffect, useState } from 'preact/hooks';

/** Milliseconds since a moment, kept current to the second. Rounded down, never negative. */
export function useElapsed(sinceMs: number): number {
  const read = () => Math.max(0, Math.floor((Date.now() - sinceMs) / 1000) * 1000);
  const [elapsed, setElapsed] = useState(read);
  useEffect(() => {
    let timer = 0;
    const tick = () => {
      setElapsed(read());
      // Just after the next full second, however late this tick came.
      timer = window.setTimeout(tick, 1000 - ((Date.now() - sinceMs) % 1000));
    };
    tick();
    return () => clearTimeout(timer);
  }, [sinceMs]);
  return elapsed;
}
