import { setTimeout as sleep } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Storage } from '../../domain/ports.ts';
import { kindOf, perform } from '../operations.ts';
import { openBlockingSqlite } from './blocking.ts';
import { type FromThread, type ThreadSetup, type ToThread, toPlain } from './thread-line.ts';
import { WriteQueue } from './write-queue.ts';

// This code runs in the storage thread, the only thread that waits for the disk. `startWorker`
// starts it.
if (isSetup(workerData) && parentPort !== null) serveStorage(parentPort, workerData);

/**
 * Opens the database, reports the result, and then performs the operations that arrive on `port`.
 */
export function serveStorage(port: MessagePort, { path, ...options }: ThreadSetup): void {
  const say = (message: FromThread): void => port.postMessage(message);
  try {
    serve(port, openBlockingSqlite(path, { ...options, busyTimeoutMs: 0 }), say);
    say({ type: 'opened' });
  } catch (error) {
    say({ type: 'unusable', error: toPlain(error) });
  }
}

function serve(port: MessagePort, storage: Storage, say: (message: FromThread) => void): void {
  const queue = new WriteQueue({ now: () => performance.now(), sleep });
  const close = async (): Promise<void> => {
    await queue.idle();
    await storage.close();
    port.close();
  };
  port.on('message', (message: ToThread) => {
    if (message.type === 'close') {
      void close();
      return;
    }
    const { id, operation } = message;
    queue
      .run(kindOf(operation), () => perform(storage, operation))
      .then(
        (value) => say({ type: 'done', id, value }),
        (error: unknown) => say({ type: 'failed', id, error: toPlain(error) }),
      );
  });
}

function isSetup(data: unknown): data is ThreadSetup {
  return typeof data === 'object' && data !== null && 'path' in data;
}
