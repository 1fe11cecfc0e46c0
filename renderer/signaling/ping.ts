const timeoutMs = 3_000;

/**
 * Asks a server what anybody may ask, and waits for the answer.
 *
 * @param bytes by how much the question is made longer
 * @returns how long it took, in milliseconds; `null` where no answer came in time
 */
export async function ping(url: URL, bytes: number): Promise<number | null> {
  // What a server does not know in a query it ignores.
  if (bytes > 0) url.searchParams.set('pad', 'x'.repeat(bytes));
  const askedAt = performance.now();
  try {
    const response = await fetch(url, {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.text();
    return performance.now() - askedAt;
  } catch {
    return null;
  }
}
