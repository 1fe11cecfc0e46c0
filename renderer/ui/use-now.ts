import { useEffect, useState } from 'preact/hooks';
import { wallNow } from '../clock.ts';

/**
 * The time in milliseconds, moving on while `running`.
 *
 * @param stepMs how often the view is drawn again
 * @param read which time: that of day, or the steady one for a countdown
 */
export function useNow(stepMs: number, running = true, read = wallNow): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    if (!running) return;
    setNow(read());
    const timer = setInterval(() => setNow(read()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs, running, read]);
  return now;
}
