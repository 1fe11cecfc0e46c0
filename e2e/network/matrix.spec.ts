import type { Person } from '../fixtures/person.ts';
import { Peers } from '../media/peers.ts';
import { expect, test } from './fixture.ts';
import { chosenPath } from './links.ts';
import type { Firewall, Nat } from './nat.ts';
import type { LabOptions, Site } from './plan.ts';

interface Cell {
  readonly name: string;
  readonly options: LabOptions;
  /** Whether media may only go through the TURN server. */
  readonly relayed: boolean;
  /** Sari has chosen that nobody learns her address. */
  readonly hidden?: boolean;
  /** Share of packets lost on each person's line. */
  readonly loss?: number;
}

const site = (nat: Nat, firewall: Firewall = 'open', delayMs?: number): Site =>
  delayMs === undefined ? { nat, firewall } : { nat, firewall, delayMs };

const ipv4 = (a: Site, b: Site): LabOptions => ({ family: 'ipv4', a, b });

const cells: readonly Cell[] = [
  { name: 'no NAT', options: ipv4(site('none'), site('none')), relayed: false },
  {
    name: 'full cone, full cone',
    options: ipv4(site('full-cone'), site('full-cone')),
    relayed: false,
  },
  {
    name: 'port-restricted, port-restricted',
    options: ipv4(site('port-restricted'), site('port-restricted')),
    relayed: false,
  },
  {
    name: 'full cone, symmetric',
    options: ipv4(site('full-cone'), site('symmetric')),
    relayed: false,
  },
  {
    name: 'port-restricted, symmetric',
    options: ipv4(site('port-restricted'), site('symmetric')),
    relayed: true,
  },
  {
    name: 'symmetric, symmetric',
    options: ipv4(site('symmetric'), site('symmetric')),
    relayed: true,
  },
  {
    name: 'UDP blocked on one side',
    options: ipv4(site('port-restricted', 'no-udp'), site('port-restricted')),
    relayed: true,
  },
  {
    name: 'UDP blocked on both sides',
    options: ipv4(site('port-restricted', 'no-udp'), site('port-restricted', 'no-udp')),
    relayed: true,
  },
  {
    name: 'only TCP 443 on one side',
    options: ipv4(site('port-restricted', 'only-tcp-443'), site('symmetric')),
    relayed: true,
  },
  {
    name: 'only TCP 443 on both sides',
    options: ipv4(site('port-restricted', 'only-tcp-443'), site('port-restricted', 'only-tcp-443')),
    relayed: true,
  },
  {
    name: 'relay only by choice, where a direct path is open',
    options: ipv4(site('none'), site('none')),
    relayed: true,
    hidden: true,
  },
  {
    name: 'IPv6 only',
    options: { family: 'ipv6', a: site('none'), b: site('none') },
    relayed: false,
  },
  {
    name: 'port-restricted, port-restricted, 100 ms round trip, 2 % loss',
    options: ipv4(site('port-restricted', 'open', 25), site('port-restricted', 'open', 25)),
    relayed: false,
    loss: 0.02,
  },
];

async function hide(person: Person): Promise<Peers> {
  await person.settings.open('Calls');
  await person.page.getByRole('switch', { name: 'Hide my address' }).click();
  await person.settings.close();
  return Peers.watch(person.page);
}

/** No line that left the page tells an address of its machine: neither directly nor as related. */
async function expectHidden(peers: Peers): Promise<void> {
  const lines = [...peers.toServer, ...(await peers.saidWhole())].flatMap((text) =>
    text.split(/\\r\\n|"/),
  );
  const candidates = lines.filter((line) => /candidate:\d/.test(line));
  expect(candidates.length).toBeGreaterThan(0);
  for (const line of candidates) expect(line).toMatch(/ typ relay raddr (?:0\.0\.0\.0|::) rport 0/);
  expect(lines.filter((line) => /^c=IN (?!IP4 0\.0\.0\.0|IP6 ::)/.test(line))).toEqual([]);
}

for (const { name, options, relayed, hidden, loss } of cells) {
  test(`people see each other: ${name}`, async ({ neighbours }) => {
    const { lab, sari, budi } = await neighbours(options);
    if (loss !== undefined) {
      await lab.loss('a', loss);
      await lab.loss('b', loss);
    }

    const watched = hidden === true ? await hide(sari) : null;

    await sari.home.videoCall(budi.name);
    await budi.call.rings();
    await budi.call.accept();

    await sari.call.shows(budi.name, budi.likeness);
    await budi.call.shows(sari.name, sari.likeness);
    const paths = [await chosenPath(sari.page), await chosenPath(budi.page)];
    console.log(`${name}: ${JSON.stringify(paths)}`);
    const throughRelay = paths.some((path) => path?.local === 'relay' || path?.remote === 'relay');
    expect(throughRelay, 'media goes through the TURN server').toBe(relayed);
    if (watched !== null) await expectHidden(watched);
  });
}
