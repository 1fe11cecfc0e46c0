import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Certificate } from './certificate.ts';
import { addresses, type LabOptions } from './plan.ts';
import type { Lab } from './topology.ts';

/** A running coturn, and the secret that the signaling server makes credentials with. */
export interface TurnServer {
  readonly secret: string;
  close(): Promise<void>;
}

/**
 * Starts coturn in the lab's server namespace: STUN and TURN over UDP and TCP on 3478, over TLS on
 * 443, as a company's only open door asks for. It is ready when it says that it listens.
 */
export async function startCoturn(
  lab: Lab,
  family: LabOptions['family'],
  certificate: Certificate,
  folder: string,
): Promise<TurnServer> {
  const secret = 'lab-secret';
  const address = addresses[family].turn;
  const config = join(folder, 'turnserver.conf');
  await writeFile(
    config,
    [
      `listening-ip=${address}`,
      `relay-ip=${address}`,
      'listening-port=3478',
      'tls-listening-port=443',
      `cert=${certificate.certFile}`,
      `pkey=${certificate.keyFile}`,
      'realm=tatap.test',
      'use-auth-secret',
      `static-auth-secret=${secret}`,
      'fingerprint',
      'no-cli',
      'no-multicast-peers',
      `userdb=${join(folder, 'turn.db')}`,
      `pidfile=${join(folder, 'turn.pid')}`,
      'log-file=stdout',
      'simple-log',
      'verbose',
      '',
    ].join('\n'),
  );
  const child = spawn(
    'ip',
    // Line by line: what it says waits in a full-sized buffer else, for seconds.
    ['netns', 'exec', lab.namespace('server'), 'stdbuf', '-oL', 'turnserver', '-c', config],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  await listening(child, `${address}`);
  return {
    secret,
    async close() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function listening(child: ChildProcess, address: string): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    let tls = false;
    let udp = false;
    const read = (line: string) => {
      said.push(line);
      tls ||= line.includes('TLS/TCP listener opened') && line.includes(address);
      udp ||= /IPv[46]\. (?:UDP|DTLS\/UDP) listener opened/.test(line) && line.includes(address);
      if (tls && udp) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface(stream).on('line', read);
    }
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`turnserver ended with ${code}:\n${said.slice(-20).join('\n')}`)),
    );
  });
}
