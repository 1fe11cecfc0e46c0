import { mkdir } from 'node:fs/promises';
import { test as base } from '@playwright/test';
import { Person } from '../fixtures/person.ts';
import { type Certificate, makeCertificate } from './certificate.ts';
import type { LabOptions } from './plan.ts';
import { type LabServers, startServers } from './servers.ts';
import { siteHost } from './site-host.ts';
import { createLab, type Lab, whyNoLab } from './topology.ts';

/** Two people in the lab who are contacts, each at home. */
export interface Neighbours {
  readonly lab: Lab;
  readonly servers: LabServers;
  readonly sari: Person;
  readonly budi: Person;
}

interface Fixtures {
  /**
   * Builds the lab and brings two people into it; taken down after the test. `environment` is added
   * to the signaling server's.
   */
  neighbours(options: LabOptions, environment?: Record<string, string>): Promise<Neighbours>;
}

interface WorkerFixtures {
  /** Why this machine has no lab; null where it has one. */
  obstacle: string | null;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  obstacle: [await whyNoLab(), { scope: 'worker', option: true }],

  neighbours: async ({ obstacle }, use, info) => {
    base.skip(obstacle !== null, `no network namespaces here: ${obstacle}`);
    const undo: (() => Promise<void>)[] = [];
    const folder = info.outputPath('data');
    await use(async (options, environment = {}) => {
      const lab = await createLab(options);
      undo.push(() => lab.close());
      await mkdir(folder, { recursive: true });
      const certificate = await makeCertificate(folder);
      const servers = await startServers(lab, options.family, certificate, folder, environment);
      undo.push(() => servers.close());
      const [sari, budi] = await Promise.all([
        move(lab, certificate, servers, folder, 'a'),
        move(lab, certificate, servers, folder, 'b'),
      ]);
      undo.push(async () => {
        await Promise.all([sari.close(), budi.close()]);
      });
      await sari.home.requestContact(budi.id);
      await budi.home.acceptContact(sari.name);
      await sari.home.sees(budi.name, 'Online');
      return { lab, servers, sari, budi };
    });
    for (const step of undo.reverse()) await step();
  },
});

async function move(
  lab: Lab,
  certificate: Certificate,
  servers: LabServers,
  folder: string,
  where: 'a' | 'b',
): Promise<Person> {
  const host = siteHost(lab.namespace(where), certificate.spkiHash);
  const id = where === 'a' ? 'sari' : 'budi';
  const person = await Person.launch(id, host, servers.url, folder);
  await person.register();
  return person;
}

export { expect } from '@playwright/test';
