import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from '../e2e/hosts/host.ts';
import { makeCertificate } from '../e2e/network/certificate.ts';
import { type LabServers, startServers } from '../e2e/network/servers.ts';
import { siteHost } from '../e2e/network/site-host.ts';
import { createLab, type Lab } from '../e2e/network/topology.ts';

/** A network lab with two homes behind routers, a server, and a browser for each home. */
export interface LabSite {
  readonly lab: Lab;
  readonly servers: LabServers;
  readonly hosts: { readonly sari: Host; readonly budi: Host };
  readonly folder: string;
  close(): Promise<void>;
}

/** How long the line of one side is silent. */
const outageMs = 5_000;
/** How long a call runs before: estimates have settled, and ICE checks its path seldom. */
const settleMs = 3_000;

/** What each home's line does to packets. */
export interface Line {
  /** One way, in ms. */
  readonly delayMs: number;
  /** Share of packets, each way. */
  readonly loss: number;
}

/**
 * Builds a lab of its own for one variant; its lines are perfect where nothing is said.
 *
 * @throws {Error} where namespaces are not permitted.
 */
export async function openLabSite(name: string, line?: Line): Promise<LabSite> {
  const folder = await mkdtemp(join(tmpdir(), 'tatap-bench-lab-'));
  const home = {
    nat: 'port-restricted',
    firewall: 'open',
    ...(line === undefined ? {} : { delayMs: line.delayMs }),
  } as const;
  const lab = await createLab({ family: 'ipv4', a: home, b: home }, `${process.pid}${name}`);
  if (line !== undefined) for (const where of ['a', 'b'] as const) await lab.loss(where, line.loss);
  const certificate = await makeCertificate(folder);
  const servers = await startServers(lab, 'ipv4', certificate, folder);
  const host = (where: 'a' | 'b') => siteHost(lab.namespace(where), certificate.spkiHash);
  return {
    lab,
    servers,
    hosts: { sari: host('a'), budi: host('b') },
    folder,
    async close() {
      await servers.close();
      await lab.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Lets the call run, then takes one side's line away for a while; returns when it is back. */
export async function outage(lab: Lab): Promise<number> {
  await delay(settleMs);
  await lab.silence('a', true);
  await delay(outageMs);
  await lab.silence('a', false);
  return Date.now();
}
