import { MessageChannel } from 'node:worker_threads';
import { conforms } from '../conformance/index.fixture.ts';
import { openBlockingSqlite } from './blocking.ts';
import { SqliteThread } from './thread.ts';
import type { ThreadLine, ThreadSetup } from './thread-line.ts';
import { serveStorage } from './thread-serve.ts';

/** The code of the storage thread on the same kind of port, without the cost of a thread. */
function served(setup: ThreadSetup): ThreadLine {
  const { port1: near, port2: far } = new MessageChannel();
  serveStorage(far, setup);
  return {
    post: (message) => near.postMessage(message),
    onMessage: (listener) => void near.on('message', listener),
    onEnd: (listener) => void near.on('close', () => listener(new Error('the port was closed'))),
  };
}

conforms('SQLite', async () => openBlockingSqlite(':memory:'));

conforms('SQLite behind a port', () => SqliteThread.start(':memory:', { startThread: served }));
