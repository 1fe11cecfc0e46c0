import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { exitOf, root } from '../../tools/process.ts';
import { serverEntry } from '../../tools/start/server.ts';
import type { Certificate } from './certificate.ts';
import { startCoturn } from './coturn.ts';
import { addresses, type LabOptions, names } from './plan.ts';
import type { Lab } from './topology.ts';

/** The signaling server and coturn of a lab. */
export interface LabServers {
  /** Where everybody in the lab finds the app. */
  readonly url: string;
  readonly log: () => string;
  close(): Promise<void>;
}

/** Starts both servers, with every kind of STUN and TURN address a device may need. */
export async function startServers(
  lab: Lab,
  family: LabOptions['family'],
  certificate: Certificate,
  folder: string,
  environment: Record<string, string> = {},
): Promise<LabServers> {
  const turn = await startCoturn(lab, family, certificate, folder);
  const child = spawn(
    'ip',
    ['netns', 'exec', lab.namespace('server'), process.execPath, serverEntry],
    {
      cwd: root,
      env: {
        ...process.env,
        TATAP_HOST: addresses[family].signaling,
        TATAP_PORT: '443',
        TATAP_PUBLIC_URL: `https://${names.signaling}`,
        TATAP_DATA_DIR: `${folder}/server`,
        TATAP_TLS_CERT: certificate.certFile,
        TATAP_TLS_KEY: certificate.keyFile,
        TATAP_STUN_URLS: `stun:${names.turn}:3478`,
        TATAP_TURN_URLS: [
          `turn:${names.turn}:3478?transport=udp`,
          `turn:${names.turn}:3478?transport=tcp`,
          `turns:${names.turn}:443?transport=tcp`,
        ].join(','),
        TATAP_TURN_SECRET: turn.secret,
        TATAP_LOG_FORMAT: 'json',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.includes('ready')) resolve();
    });
    child.once('exit', () => reject(new Error(`The server ended before it was ready:\n${log}`)));
  });
  return {
    url: `https://${names.signaling}`,
    log: () => log,
    async close() {
      // No farewell: one to somebody whose interface is gone would be waited for, half a minute.
      child.kill('SIGKILL');
      await exitOf(child);
      await turn.close();
    },
  };
}
