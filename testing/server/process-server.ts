import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { askAt, registerAt, type TestServer } from '../signaling-server.ts';

const entry = fileURLToPath(new URL('../../signaling-server/app/main.ts', import.meta.url));
const probe = new URL('./heap-probe.ts', import.meta.url).href;

/** The server as a process of its own, started as people start it. */
export class ProcessServer implements Pick<TestServer, 'url' | 'ask' | 'register'> {
  readonly url: string;
  readonly ask: TestServer['ask'];
  readonly register: TestServer['register'];
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    this.ask = (endpoint, options) => askAt(url, endpoint, options);
    this.register = (id, device) => registerAt(url, id, device);
  }

  /** Starts on loopback; `env` is all of its environment. */
  static async start(env: Record<string, string>): Promise<ProcessServer> {
    const child = spawn(process.execPath, ['--expose-gc', '--import', probe, entry], {
      env: { TATAP_PORT: '0', TATAP_LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    const [line] = await once(child.stdout ?? child, 'data');
    const url = /http:\S+/.exec(String(line))?.[0];
    if (url === undefined) throw new Error(`the server said: ${line}`);
    return new ProcessServer(child, url);
  }

  /** What is really in use, in bytes. */
  async heapBytes(): Promise<number> {
    const answer = once(this.#child, 'message');
    this.#child.send('heap');
    const [bytes] = await answer;
    return Number(bytes);
  }

  /** `SIGKILL` is a crash: nothing is drained. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exited;
  }
}
