import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server under measurement, in a process of its own so that its memory and time are its own. */
export interface ServerProcess {
  readonly url: string;
  /** Whatever else the server said in its ready line. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Resident memory in kB after a garbage collection, as the kernel counts it. */
  rssKb(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Starts `entry` (a path relative to this folder) under this Node. The child sends
 * `{ url, … }` over IPC when it is ready and answers `rss` with its memory.
 */
export async function startServer(
  entry: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', fileURLToPath(new URL(entry, import.meta.url))],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  if (child.stdout) createInterface(child.stdout).on('line', (line) => console.error(line));
  const ready = await message(child, (value) => typeof value['url'] === 'string');
  return {
    url: String(ready['url']),
    ready,
    async rssKb() {
      const answer = message(child, (value) => typeof value['rssKb'] === 'number');
      child.send('rss');
      return Number((await answer)['rssKb']);
    },
    async close() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function message(
  child: ChildProcess,
  wanted: (value: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const listen = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return;
      const record = Object.fromEntries(Object.entries(value));
      if (!wanted(record)) return;
      child.off('message', listen);
      child.off('exit', fail);
      resolve(record);
    };
    const fail = (code: number | null) => reject(new Error(`server ended with ${code}`));
    child.on('message', listen);
    child.once('exit', fail);
  });
}
