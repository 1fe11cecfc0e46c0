import type { Storage } from '../../domain/ports.ts';
import { StorageError } from '../errors.ts';
import { type Operation, storesFrom } from '../operations.ts';
import { makeFolderOf, takeDataLock } from './file.ts';
import {
  type FromThread,
  fromPlain,
  lineTo,
  startWorker,
  type ThreadLine,
  type ThreadSetup,
} from './thread-line.ts';

/**
 * How many operations may be pending. Limits of requests apply long before; this limits memory
 * while another process holds the database lock.
 */
export const maxPending = 10_000;

/** How long after the end of a thread a new one is started, in milliseconds. */
export const restartAfterMs = 1_000;

export interface ThreadOptions extends Omit<ThreadSetup, 'path'> {
  /** Called when the thread has ended by itself, or could not be started again. */
  readonly onLost?: (error: StorageError) => void;
  /** For tests. */
  readonly startThread?: (setup: ThreadSetup) => ThreadLine;
}

/**
 * Storage of a server in one SQLite file. The file and its folder are created if they are missing.
 * SQLite runs in its own thread. No other server can use the data until this storage is closed.
 *
 * @throws StorageError `in-use` if another server uses the data, and others.
 */
export async function openSqliteStorage(
  path: string,
  options: ThreadOptions = {},
): Promise<Storage> {
  makeFolderOf(path);
  const lock = takeDataLock(path);
  try {
    const storage = await SqliteThread.start(path, options);
    return {
      ...storage,
      close: async () => {
        await storage.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: StorageError) => void;
}

type ThreadState =
  | { readonly is: 'running'; readonly line: ThreadLine }
  /** The thread has ended, and the next one has not opened the database yet. */
  | { readonly is: 'lost'; readonly error: StorageError; readonly timer: NodeJS.Timeout }
  | { readonly is: 'closed'; readonly ended: Promise<void> };

/**
 * SQLite in its own thread, so that no write blocks the event loop. An operation is answered when
 * it is done. If the thread ends by itself, its pending operations fail and a new thread is
 * started.
 */
export class SqliteThread {
  readonly #start: () => Promise<ThreadLine>;
  readonly #onLost: (error: StorageError) => void;
  readonly #pending = new Map<number, Pending>();
  #state: ThreadState;
  #nextId = 0;

  private constructor(
    start: () => Promise<ThreadLine>,
    line: ThreadLine,
    onLost: (error: StorageError) => void,
  ) {
    this.#start = start;
    this.#onLost = onLost;
    this.#state = this.#running(line);
  }

  /**
   * Opens the database in a new thread.
   *
   * @throws StorageError
   */
  static async start(path: string, options: ThreadOptions = {}): Promise<Storage> {
    const { maxPages, onLost = () => {} } = options;
    const startThread = options.startThread ?? ((setup) => lineTo(startWorker(setup)));
    const setup = { path, ...(maxPages === undefined ? {} : { maxPages }) };
    const start = (): Promise<ThreadLine> => opened(startThread(setup));
    const thread = new SqliteThread(start, await start(), onLost);
    return {
      ...storesFrom((operation) => thread.#ask(operation)),
      check: async () => void (await thread.#ask('check')),
      close: () => thread.#close(),
    };
  }

  #running(line: ThreadLine): ThreadState {
    line.onMessage((message) => this.#hear(message));
    line.onEnd((cause) => this.#ended(StorageError.threadLost(cause)));
    return { is: 'running', line };
  }

  #ask(operation: Operation): Promise<unknown> {
    const state = this.#state;
    if (state.is === 'closed') return Promise.reject(StorageError.closed());
    if (state.is === 'lost') return Promise.reject(state.error);
    if (this.#pending.size >= maxPending) return Promise.reject(StorageError.overloaded());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      state.line.post({ type: 'do', id, operation });
    });
  }

  #hear(message: FromThread): void {
    if (message.type !== 'done' && message.type !== 'failed') return;
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.type === 'done') pending?.resolve(message.value);
    else pending?.reject(fromPlain(message.error));
  }

  #ended(error: StorageError): void {
    const failed = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of failed) reject(error);
    if (this.#state.is === 'closed') return;
    const timer = setTimeout(() => void this.#restart(), restartAfterMs);
    this.#state = { is: 'lost', error, timer };
    this.#onLost(error);
  }

  async #restart(): Promise<void> {
    try {
      const line = await this.#start();
      if (this.#state.is === 'closed') void endOf(line);
      else this.#state = this.#running(line);
    } catch (error) {
      this.#ended(StorageError.from(error));
    }
  }

  /** Finishes pending operations; later operations are refused. */
  #close(): Promise<void> {
    const state = this.#state;
    if (state.is === 'closed') return state.ended;
    if (state.is === 'lost') clearTimeout(state.timer);
    const ended = state.is === 'running' ? endOf(state.line) : Promise.resolve();
    this.#state = { is: 'closed', ended };
    return ended;
  }
}

/** Resolves when the thread has opened the database. */
function opened(line: ThreadLine): Promise<ThreadLine> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadLine>();
  line.onMessage((message) => {
    if (message.type === 'unusable') reject(fromPlain(message.error));
    else resolve(line);
  });
  line.onEnd((cause) => reject(StorageError.threadLost(cause)));
  return promise;
}

function endOf(line: ThreadLine): Promise<void> {
  return new Promise((resolve) => {
    line.onEnd(() => resolve());
    line.post({ type: 'close' });
  });
}
