import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessServer } from '../server/process-server.ts';
import type { TestServer } from '../signaling-server.ts';

/** What an attack may cost, as one look at the server finds it. */
export interface Footprint {
  readonly residentBytes: number;
  readonly descriptors: number;
  readonly logLines: number;
}

interface Options {
  /** Settings of the server besides its defaults. */
  readonly env?: Record<string, string>;
  readonly descriptors?: number;
}

/** A file as large as the largest script of the web client. */
export const assetPath = '/assets/large-0123abcd.js';
const assetBytes = 400_000;

/**
 * The server as operators start it, with its usual limits, in a process of its own, so that memory
 * and descriptors are the server's alone. Linux only: both are read from `/proc`.
 */
export class AttackedServer implements Pick<TestServer, 'url' | 'ask' | 'register'> {
  readonly url: string;
  readonly port: number;
  readonly ask: TestServer['ask'];
  readonly register: TestServer['register'];
  readonly #process: ProcessServer;
  readonly #folder: string;
  readonly #log: { text: string };

  private constructor(server: ProcessServer, folder: string, log: { text: string }) {
    this.#process = server;
    this.#folder = folder;
    this.#log = log;
    this.url = server.url;
    this.port = Number(new URL(server.url).port);
    this.ask = server.ask;
    this.register = server.register;
  }

  static async start({ env = {}, descriptors }: Options = {}): Promise<AttackedServer> {
    const folder = mkdtempSync(join(tmpdir(), 'tatap-attack-'));
    const webClient = join(folder, 'web');
    mkdirSync(join(webClient, 'assets'), { recursive: true });
    writeFileSync(join(webClient, 'index.html'), '<!doctype html><title>Tatap</title>');
    writeFileSync(join(webClient, assetPath), `//${'x'.repeat(assetBytes)}`);
    const log = { text: '' };
    const server = await ProcessServer.start(
      {
        TATAP_DATA_DIR: join(folder, 'data'),
        TATAP_WEB_CLIENT: webClient,
        TATAP_LOG_LEVEL: 'info',
        ...env,
      },
      {
        onLog: (text) => {
          log.text += text;
        },
        ...(descriptors === undefined ? {} : { descriptors }),
      },
    );
    return new AttackedServer(server, folder, log);
  }

  get log(): string {
    return this.#log.text;
  }

  footprint(): Footprint {
    const of = `/proc/${this.#process.pid}`;
    const [, residentKiB] = /VmRSS:\s+(\d+)/.exec(readFileSync(`${of}/status`, 'utf8')) ?? [];
    return {
      residentBytes: Number(residentKiB) * 1024,
      descriptors: readdirSync(`${of}/fd`).length,
      logLines: this.log.split('\n').length - 1,
    };
  }

  /** Objects that are really held, in bytes, after garbage collection. */
  heapBytes(): Promise<number> {
    return this.#process.heapBytes();
  }

  async stop(): Promise<void> {
    await this.#process.stop('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
