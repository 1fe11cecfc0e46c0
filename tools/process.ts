import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { endWithNpm } from '../signaling-server/app/npm.ts';

/** The repository's root. */
export const root = path.resolve(import.meta.dirname, '..');

/**
 * Turns on Node's compile cache for every Node process started from now on. Servers and desktop
 * programs of the tests start 0.1 s sooner.
 */
export function keepCompiled(): void {
  process.env['NODE_COMPILE_CACHE'] ??= path.join(root, 'node_modules/.cache/compiled');
}

/** How a process ended: its exit code, 1 where a signal or a failed start ended it. */
export async function exitOf(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return child.exitCode;
  if (child.signalCode !== null) return 1;
  try {
    const [code] = await once(child, 'exit');
    return typeof code === 'number' ? code : 1;
  } catch {
    return 1;
  }
}

/** Starts Node on a script, with the project's own Node, from the repository's root. */
export function spawnNode(args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, args, { cwd: root, stdio: 'inherit', ...options });
}

/** Runs Node on a script to its end and gives its exit code. */
export function runNode(args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return exitOf(spawnNode(args, options));
}

/** The script behind a package's command, so that it runs without a shell on every system. */
export function binOf(name: string, file: string): string {
  return path.join(root, 'node_modules', name, file);
}

/**
 * Ends what still runs when this process is told to: Ctrl+C, SIGTERM and the end of npm reach every
 * child, and this process waits for them to go.
 */
export class Children {
  readonly #running = new Set<ChildProcess>();
  readonly #ended = Promise.withResolvers<void>();
  #ending = false;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => void this.end());
    }
    endWithNpm(() => void this.end());
  }

  /** Whether the end has begun. */
  get ending(): boolean {
    return this.#ending;
  }

  add(child: ChildProcess): ChildProcess {
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    child.once('error', () => this.#running.delete(child));
    return child;
  }

  /** Asks every child to end and resolves when all are gone. */
  async end(): Promise<void> {
    this.#ending = true;
    const running = [...this.#running];
    for (const child of running) child.kill('SIGTERM');
    await Promise.all(running.map(exitOf));
    this.#ended.resolve();
  }

  /** Resolves with 0 once everything was told to end and is gone, or with 1 once a child failed. */
  async untilEnd(): Promise<number> {
    const codes = [...this.#running].map(async (child) => {
      await exitOf(child);
      return this.#ending ? 0 : 1;
    });
    // Waiting for a signal does not keep Node running; a timer does.
    const alive = setInterval(() => {}, 2 ** 30);
    try {
      return await Promise.race([this.#ended.promise.then(() => 0), ...codes]);
    } finally {
      clearInterval(alive);
    }
  }
}
