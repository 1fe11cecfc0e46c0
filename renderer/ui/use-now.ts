import { useEffect, useState } from 'preact/hooks';

/**
 * The time, milliseconds since the epoch, moving on while `running`.
 *
 * @param stepMs how often the view is drawn again
 */
export function useNow(stepMs: number, running = true): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs, running]);
  return now;
}
