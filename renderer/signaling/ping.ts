import type { PingResult } from '../quality/ports.ts';

const timeoutMs = 1_500;
/** How often the page looks whether it is late itself. */
const beatMs = 25;

/**
 * Asks a server what anybody may ask, and waits for the answer. What this page itself was late does
 * not count.
 *
 * @param bytes by how much the question is made longer
 */
export async function ping(url: URL, bytes: number): Promise<PingResult> {
  // What a server does not know in a query it ignores.
  if (bytes > 0) url.searchParams.set('pad', 'x'.repeat(bytes));
  const askedAt = performance.now();
  const lateness = measureLateness(askedAt);
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.text();
    return Math.max(0, performance.now() - askedAt - lateness());
  } catch (cause) {
    return cause instanceof DOMException && cause.name === 'TimeoutError' ? 'late' : 'failed';
  } finally {
    lateness();
  }
}

/** A busy computer must not look like a bad line. The function that comes back ends it. */
function measureLateness(startedAt: number): () => number {
  let [last, worstMs] = [startedAt, 0];
  const beat = () => {
    const now = performance.now();
    worstMs = Math.max(worstMs, now - last - beatMs);
    last = now;
  };
  const timer = setInterval(beat, beatMs);
  return () => {
    clearInterval(timer);
    beat();
    // In the background it is the browser that lets timers wait.
    return document.hidden ? 0 : worstMs;
  };
}
