/** Child side of `ServerProcess`: says that it is ready and answers for its memory. */
export function ready(facts: Readonly<Record<string, unknown>> & { readonly url: string }): void {
  process.on('message', (question) => {
    if (question !== 'rss') return;
    globalThis.gc?.();
    process.send?.({ rssKb: process.memoryUsage.rss() / 1024 });
  });
  process.send?.(facts);
}
