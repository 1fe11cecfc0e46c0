import { limit } from '../../tools/test/pace.ts';
import type { Person } from '../fixtures/person.ts';
import { expect, type Neighbours, test } from './fixture.ts';
import type { Site } from './plan.ts';

/** Said after 3 s, with a side when the lines are tested; on a full line word of it comes late. */
const patience = { timeout: limit(60_000) };

const site = (more: Partial<Site> = {}): Site => ({
  nat: 'port-restricted',
  firewall: 'open',
  ...more,
});

/** One fault, and what each of the two is told of it. */
interface Fault {
  readonly name: string;
  begin(neighbours: Neighbours): Promise<void>;
  end(neighbours: Neighbours): Promise<void>;
  readonly sari: RegExp;
  readonly budi: RegExp;
}

const faults: readonly Fault[] = [
  {
    name: 'loss on the line of the one',
    begin: ({ lab }) => lab.loss('a', 0.12),
    end: ({ lab }) => lab.loss('a', 0),
    sari: /Your network loses \d+% of packets/,
    budi: /The network of Sari Dewi loses \d+% of packets/,
  },
  {
    name: 'loss on the line of the other',
    begin: ({ lab }) => lab.loss('b', 0.12),
    end: ({ lab }) => lab.loss('b', 0),
    sari: /The network of Budi Santoso loses \d+% of packets/,
    budi: /Your network loses \d+% of packets/,
  },
  {
    name: 'delay',
    begin: ({ lab }) => lab.delay('a', 200),
    end: ({ lab }) => lab.delay('a', 1),
    sari: /Long delay/,
    budi: /Long delay/,
  },
  {
    name: 'a slow line of the one',
    begin: ({ lab }) => lab.rate('a', 140),
    end: ({ lab }) => lab.rate('a', null),
    sari: /Your upload is slow/,
    budi: /Sari Dewi’s upload is slow/,
  },
  {
    name: 'a slow line of the other',
    begin: ({ lab }) => lab.rate('b', 140),
    end: ({ lab }) => lab.rate('b', null),
    sari: /Budi Santoso’s upload is slow/,
    budi: /Your upload is slow/,
  },
  {
    name: 'a busy computer',
    begin: ({ sari }) => throttle(sari, 20),
    end: ({ sari }) => throttle(sari, 1),
    sari: /Your computer can’t keep up/,
    budi: /Sari Dewi’s computer can’t keep up/,
  },
];

/** Gives the main thread of a person's page one part in so many of its time. */
async function throttle({ page }: Person, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

test('each fault is called by its name, on both sides', async ({ neighbours }) => {
  const all = await neighbours({ family: 'ipv4', a: site({ delayMs: 1 }), b: site() });
  const { sari, budi } = all;
  await sari.home.videoCall(budi.name);
  await budi.call.rings();
  await budi.call.accept();
  const says = ({ page }: Person, words: RegExp | string) =>
    expect(page.getByRole('status').filter({ hasText: words })).toBeAttached(patience);
  const bothSay = (forSari: RegExp | string, forBudi: RegExp | string) =>
    Promise.all([says(sari, forSari), says(budi, forBudi)]);

  for (const fault of faults) {
    await test.step(fault.name, async () => {
      await bothSay('Good call quality', 'Good call quality');
      const beganAt = Date.now();
      await fault.begin(all);
      await bothSay(fault.sari, fault.budi);
      console.log(`${fault.name}: both know after ${Date.now() - beganAt} ms`);
      await fault.end(all);
    });
  }
});
