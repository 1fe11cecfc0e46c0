import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EndpointAck,
  type EndpointBody,
  type EndpointName,
  endpoints,
  type PublicKey,
} from '@tatap/protocol/signaling';
import { databaseFile, loadConfig, type ServerConfig } from '../signaling-server/app/config.ts';
import {
  createServer,
  type ServerOverrides,
  type TatapServer,
} from '../signaling-server/app/create-server.ts';
import { openBlockingSqlite } from '../signaling-server/storage/sqlite/blocking.ts';

/** Hashing that takes no time, for tests that are not about it. */
const cheapPasswords = { memoryKiB: 8, passes: 1, parallelism: 1 };

/** The defaults, on a port of the system's choice, silent and without limits to run into. */
function testConfig(overrides: Partial<ServerConfig> = {}): ServerConfig {
  const loaded = loadConfig({ TATAP_PORT: '0', TATAP_LOG_LEVEL: 'silent' });
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const unlimited = 1_000_000;
  return {
    ...loaded.config,
    webClient: null,
    requestsPerSocket: unlimited,
    requestsPerAddress: unlimited,
    connectionsPerAddress: unlimited,
    introductionsPerAccount: unlimited,
    signInsPerAccount: unlimited,
    signInsPerAddress: unlimited,
    accountsPerAddress: unlimited,
    ...overrides,
  };
}

export interface TestServer extends TatapServer {
  readonly config: ServerConfig;
  /** Asks an endpoint of the contract; answers what came back, whatever it is. */
  ask<N extends EndpointName>(endpoint: N, options?: AskOptions<N>): Promise<Answer<N>>;
  /** Opens an account with the password `correct horse`; returns the first device's token. */
  register(id: string, device?: string, key?: PublicKey): Promise<string>;
}

interface AskOptions<N extends EndpointName> {
  readonly body?: EndpointBody<N>;
  readonly token?: string;
  /** Stands for `:device` in the path. */
  readonly device?: string;
}

interface Answer<N extends EndpointName> {
  readonly status: number;
  readonly headers: Headers;
  readonly ack: EndpointAck<N>;
}

/** A device's ID that is the same for the same number. */
export const deviceNumber = (n: number): string =>
  `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const testDevice = (id: string = deviceNumber(1), key?: PublicKey) => ({
  id,
  name: 'Test device',
  platform: 'linux' as const,
  ...(key === undefined ? {} : { key }),
});

/**
 * A real server on loopback with its database in a folder of its own, which goes with `close()`
 * unless the folder was named. Storage is used in the test's own thread: starting another one for
 * each server would take most of a test's time (ProcessServer is the whole program).
 */
export async function startTestServer(
  config: Partial<ServerConfig> = {},
  overrides: ServerOverrides = {},
): Promise<TestServer> {
  const folder = config.dataDir ?? mkdtempSync(join(tmpdir(), 'tatap-server-'));
  const whole = testConfig({ ...config, dataDir: folder });
  const storage = overrides.storage ?? openBlockingSqlite(databaseFile(folder));
  const server = await createServer(whole, { passwordCost: cheapPasswords, ...overrides, storage });
  const ask: TestServer['ask'] = (endpoint, options) => askAt(server.url, endpoint, options);
  return {
    ...server,
    config: whole,
    ask,
    register: (id, device, key) => registerAt(server.url, id, device, key),
    async close() {
      await server.close();
      if (config.dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Opens an account on the server at `url` with the password `correct horse`. */
export async function registerAt(
  url: string,
  id: string,
  device?: string,
  key?: PublicKey,
): Promise<string> {
  const { ack } = await askAt(url, 'createAccount', {
    body: { id, displayName: id, password: 'correct horse', device: testDevice(device, key) },
  });
  if (!ack.ok) throw new Error(`${id} was not registered: ${ack.code}`);
  return ack.token;
}

/** Asks an endpoint of the server at `url`. */
export async function askAt<N extends EndpointName>(
  url: string,
  endpoint: N,
  { body, token, device }: AskOptions<N> = {},
): Promise<Answer<N>> {
  const { method, path } = endpoints[endpoint];
  const response = await fetch(url + path.replace(':device', device ?? ''), {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const ack = (await response.json()) as EndpointAck<N>;
  return { status: response.status, headers: response.headers, ack };
}
