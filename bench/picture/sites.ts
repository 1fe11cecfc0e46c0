import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { App } from '../../e2e/hosts/host.ts';
import { writeMicrophone } from '../../e2e/media/microphone.ts';
import type { FakeDevices } from '../../e2e/media/people.ts';
import { makeCertificate } from '../../e2e/network/certificate.ts';
import { startServers } from '../../e2e/network/servers.ts';
import { siteHost } from '../../e2e/network/site-host.ts';
import { createLab, type Lab } from '../../e2e/network/topology.ts';
import { writeFilm } from './film.ts';

/** Two browsers, each on a computer of the network lab, showing the film to their cameras. */
export interface Sites {
  readonly lab: Lab;
  readonly pages: readonly [caller: Page, callee: Page];
  close(): Promise<void>;
}

/** A quarter of the round trip, which crosses both lines twice, in milliseconds. */
const delayMs = 25;

/** Builds a lab with 100 ms between two people and opens the app at both. */
export async function openSites(): Promise<Sites> {
  const devices = await filmDevices();
  const folder = await mkdtemp(join(tmpdir(), 'tatap-bench-'));
  const site = { nat: 'port-restricted', firewall: 'open', delayMs } as const;
  const undo: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const lab = await createLab({ family: 'ipv4', a: site, b: site });
    undo.push(() => lab.close());
    const certificate = await makeCertificate(folder);
    const servers = await startServers(lab, 'ipv4', certificate, folder);
    undo.push(() => servers.close());
    const open = async (who: 'a' | 'b'): Promise<App> => {
      const profileDir = join(folder, who);
      await mkdir(profileDir);
      const host = siteHost(lab.namespace(who), certificate.spkiHash);
      const app = await host.launch({ profileDir, serverUrl: servers.url, devices });
      undo.push(() => app.close());
      return app;
    };
    const [a, b] = [await open('a'), await open('b')];
    return { lab, pages: [a.page, b.page], close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The film and a tone as files, made once per machine. */
async function filmDevices(): Promise<FakeDevices> {
  const folder = join(tmpdir(), 'tatap-bench-film-1');
  const [camera, microphone] = [join(folder, 'film.y4m'), join(folder, 'tone.wav')];
  const made = await access(folder).then(
    () => true,
    () => false,
  );
  if (!made) {
    const partial = `${folder}.${process.pid}`;
    await mkdir(partial);
    await writeFilm(join(partial, 'film.y4m'));
    await writeMicrophone(join(partial, 'tone.wav'), 440);
    await rename(partial, folder);
  }
  return { camera, microphone };
}
