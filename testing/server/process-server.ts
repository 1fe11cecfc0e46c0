import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askAt, registerAt, type TestServer } from '../signaling-server.ts';

const entry = fileURLToPath(new URL('../../signaling-server/app/main.ts', import.meta.url));
const heapProbe = new URL('./heap-probe.ts', import.meta.url).href;

/** The compile cache that all servers of tests share, so that they start faster. */
export const compileCache = join(tmpdir(), 'tatap-compile-cache');

interface ProcessOptions {
  /** Receives the server's log as it is written; by default it goes to standard error. */
  readonly onLog?: (text: string) => void;
  /** How many descriptors the process may have open; by default as many as this process. */
  readonly descriptors?: number;
  /** URL of the module that answers `inquire`; by default the one that measures the heap. */
  readonly probe?: string;
}

/** A server in its own process, started as people start it. */
export class ProcessServer implements Pick<TestServer, 'url' | 'ask' | 'register'> {
  readonly url: string;
  readonly pid: number;
  readonly ask: TestServer['ask'];
  readonly register: TestServer['register'];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, pid: number, url: string) {
    this.#child = child;
    this.pid = pid;
    this.url = url;
    this.ask = (endpoint, options) => askAt(url, endpoint, options);
    this.register = (id, device) => registerAt(url, id, device);
  }

  /** Starts on loopback; `env` is all of its environment. */
  static async start(
    env: Record<string, string>,
    { onLog, descriptors, probe = heapProbe }: ProcessOptions = {},
  ): Promise<ProcessServer> {
    const command = [process.execPath, '--expose-gc', '--import', probe, entry];
    const limited = ['sh', '-c', `ulimit -n ${descriptors}; exec "$@"`, 'sh', ...command];
    const [program = '', ...args] = descriptors === undefined ? command : limited;
    const child = spawn(program, args, {
      env: { NODE_COMPILE_CACHE: compileCache, TATAP_PORT: '0', TATAP_LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'pipe', onLog === undefined ? 'inherit' : 'pipe', 'ipc'],
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => onLog?.(text));
    const [line] = await Promise.race([
      once(child.stdout ?? child, 'data'),
      once(child, 'exit').then(([code]) => [`nothing, and ended with ${code}`]),
    ]);
    const url = /https?:\S+/.exec(String(line))?.[0];
    if (url === undefined || child.pid === undefined) throw new Error(`the server said: ${line}`);
    return new ProcessServer(child, child.pid, url);
  }

  /** What is really in use, in bytes. */
  async heapBytes(): Promise<number> {
    return Number(await this.inquire('heap'));
  }

  /** What the probe in the process answers to a message; `null` where the process has ended. */
  async inquire(message: string | object): Promise<unknown> {
    const child = this.#child;
    if (!child.connected) return null;
    const answered = new AbortController();
    const { signal } = answered;
    const answer = Promise.race([
      once(child, 'message', { signal }).then(([said]) => said),
      once(child, 'exit', { signal }).then(() => null),
    ]);
    child.send(message, () => {});
    try {
      return await answer;
    } finally {
      answered.abort();
    }
  }

  /** `SIGKILL` is a crash: nothing is drained. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exited;
  }
}
