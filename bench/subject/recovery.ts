import { Person } from '../../e2e/fixtures/person.ts';
import { movesAgain, watchCall } from '../../e2e/network/watch-call.ts';
import type { Variant } from '../harness.ts';
import { openLabSite, outage } from '../lab-site.ts';

/** The whole app between two homes: from the end of an outage to moving pictures on both sides. */
export async function tatapRecovery(): Promise<Variant> {
  const { lab, servers, hosts, folder, close } = await openLabSite('tatap');
  const join = async (id: 'sari' | 'budi') => {
    const person = await Person.launch(id, hosts[id], servers.url, folder);
    await person.register();
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
      await sari.home.button('Video call').click();
      await budi.call.accept();
      await Promise.all([
        sari.call.shows(budi.name, budi.likeness),
        budi.call.shows(sari.name, sari.likeness),
      ]);
      await Promise.all(pages.map(watchCall));
      const back = await outage(lab);
      const moved = await Promise.all(pages.map((page) => movesAgain(page, back)));
      await sari.call.hangUp();
      for (const { call } of [sari, budi]) await call.button('Close').click();
      return Math.max(...moved) - back;
    },
    async close() {
      await Promise.all([sari.close(), budi.close()]);
      await close();
    },
  };
}
