/**
 * Loaded into a server process beside its entry (`node --expose-gc --import`): answers every
 * message with the size of the heap after garbage collection, in bytes.
 */
process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
