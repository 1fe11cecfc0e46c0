import { parentPort, workerData } from 'node:worker_threads';
import { serveStorage } from './thread-serve.ts';

/** The storage thread: the one place that waits for the disk. Started by `startWorker`. */
if (parentPort !== null) serveStorage(parentPort, workerData);
