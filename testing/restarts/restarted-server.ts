import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceAddress } from '@tatap/protocol/signaling';
import { ProcessServer } from '../server/process-server.ts';
import type { ServerView } from './server-view.ts';

const probe = new URL('./server-view.ts', import.meta.url).href;

/** Scripts ask for more than people do, and all from one address. What is limited is not the matter here. */
const unlimited = Object.fromEntries(
  [
    'REQUESTS_PER_ADDRESS',
    'CONNECTIONS_PER_ADDRESS',
    'INTRODUCTIONS_PER_ACCOUNT',
    'ACCOUNTS_PER_ADDRESS',
    'SIGN_INS_PER_ADDRESS',
    'SIGN_INS_PER_ACCOUNT',
  ].map((name) => [`TATAP_LIMIT_${name}`, '1000000']),
);

/** The whole server on SQLite, killed and started again on the same port and data. */
export class RestartedServer {
  readonly url: string;
  readonly #folder: string;
  #process: ProcessServer;
  /** When the process that runs now said that it listens, by `performance.now`; `null` while none runs. */
  #upSince: number | null = performance.now();

  private constructor(server: ProcessServer, folder: string) {
    this.#process = server;
    this.#folder = folder;
    this.url = server.url;
  }

  static async start(): Promise<RestartedServer> {
    const folder = mkdtempSync(join(tmpdir(), 'tatap-restarts-'));
    return new RestartedServer(await startOn(folder, 0), folder);
  }

  get upSince(): number | null {
    return this.#upSince;
  }

  /** A crash: nothing is drained. */
  async kill(): Promise<void> {
    this.#upSince = null;
    await this.#process.stop('SIGKILL');
  }

  async startAgain(): Promise<void> {
    this.#process = await startOn(this.#folder, Number(new URL(this.url).port));
    this.#upSince = performance.now();
  }

  /** What the server says of calls now; `null` where it is down, or goes down meanwhile. */
  async view(devices: readonly DeviceAddress[]): Promise<ServerView | null> {
    if (this.#upSince === null) return null;
    return (await this.#process.inquire(devices)) as ServerView | null;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const startOn = (folder: string, port: number): Promise<ProcessServer> =>
  ProcessServer.start(
    {
      TATAP_DATA_DIR: folder,
      TATAP_WEB_CLIENT: 'none',
      TATAP_PORT: String(port),
      TATAP_LOG_LEVEL: 'error',
      ...unlimited,
    },
    { probe },
  );

/** What the server has just acknowledged, or told, when it is killed. */
export const moments = ['write', 'accept', 'missed call'] as const;
export type Moment = (typeof moments)[number];

/** Lets the script wait for the next such moment, to kill the server in it. */
export class Moments {
  readonly #waiting = new Map<Moment, () => void>();

  /** It happens now. */
  happen(moment: Moment): void {
    this.#waiting.get(moment)?.();
  }

  /** Resolves in the next moment of this kind, or after a time in which none came. */
  next(moment: Moment, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(moment);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      this.#waiting.set(moment, done);
    });
  }
}
