import { setTimeout as delay } from 'node:timers/promises';
import { Person } from '../../e2e/fixtures/person.ts';
import { arrived, rememberConnections, watchArrival } from '../arrivals.ts';
import type { Variant } from '../harness.ts';
import { type Line, openLabSite } from '../lab-site.ts';

const watch = { what: 'firstAudio', selector: 'video', sides: 1 } as const;

/** The whole app between two homes: *Accept with video* to the first sound on both sides. */
export async function tatapLossyAudio(line: Line, ringMs: number): Promise<Variant> {
  const { servers, hosts, folder, close } = await openLabSite('tatap', line);
  const join = async (id: 'sari' | 'budi') => {
    const person = await Person.launch(id, hosts[id], servers.url, folder);
    await person.register();
    await person.page.addInitScript(rememberConnections);
    await person.page.reload();
    await person.home.isOnline();
    return person;
  };
  const [sari, budi] = await Promise.all([join('sari'), join('budi')]);
  await sari.home.requestContact(budi.id);
  await budi.home.acceptContact(sari.name);
  await sari.home.sees(budi.name, 'Online');
  await sari.home.openContact(budi.name);
  const pages = [sari.page, budi.page];
  return {
    async measure() {
      for (const page of pages) await page.evaluate(watchArrival, watch);
      await sari.home.button('Video call').click();
      await budi.call.rings();
      await delay(ringMs);
      const acceptedAt = await budi.call
        .button('Accept with video')
        .evaluate((button: HTMLElement) => {
          const at = performance.timeOrigin + performance.now();
          button.click();
          return at;
        });
      const { at: heardAt } = await arrived(pages);
      await sari.call.hangUp();
      for (const { call } of [sari, budi]) await call.button('Close').click();
      return heardAt - acceptedAt;
    },
    async close() {
      await Promise.all([sari.close(), budi.close()]);
      await close();
    },
  };
}
