import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fullCamera } from '../../e2e/media/camera.ts';
import { fakeDevices } from '../../e2e/media/people.ts';
import { arrived, rememberConnections, watchArrival } from '../arrivals.ts';
import type { Variant } from '../harness.ts';
import { type Line, openLabSite } from '../lab-site.ts';
import { acceptPlainly, endPlainly, ringPlainly } from '../picture/plain-call.ts';

const watch = { what: 'firstAudio', selector: 'video', sides: 1 } as const;

/** Bare pages between the same homes, connected beforehand, devices open: both sides begin to send. */
export async function plainLossyAudio(line: Line): Promise<Variant> {
  const { servers, hosts, folder, close } = await openLabSite('plain', line);
  const open = async (id: 'sari' | 'budi') => {
    const profileDir = join(folder, id);
    await mkdir(profileDir, { recursive: true });
    // A document of a secure origin that does nothing by itself.
    const serverUrl = `${servers.url}/api/server`;
    const app = await hosts[id].launch({
      profileDir,
      serverUrl,
      devices: await fakeDevices(id, fullCamera),
    });
    await app.page.addInitScript(rememberConnections);
    await app.page.reload();
    return app;
  };
  const apps = await Promise.all([open('sari'), open('budi')]);
  const [{ page: a }, { page: b }] = apps;
  const pages = [a, b] as const;
  return {
    async measure() {
      for (const page of pages) await page.evaluate(watchArrival, watch);
      await ringPlainly(pages);
      const acceptedAt = await acceptPlainly(pages);
      const { at: heardAt } = await arrived(pages);
      await endPlainly(pages);
      return heardAt - acceptedAt;
    },
    async close() {
      await Promise.all(apps.map((app) => app.close()));
      await close();
    },
  };
}
