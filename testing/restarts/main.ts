/**
 * `npm run e2e:restarts -- [--minutes N] [--devices N] [--seed N] [--every SECONDS]`: scripted devices
 * call each other at random on a server that is killed and started again all the time. Prints every
 * deviation from what the server and its clients promise, and one line of what was seen.
 */
import { parseArgs } from 'node:util';
import { linkLossMs } from '@tatap/protocol/call';
import { asRun } from '../../tools/run/run.ts';
import { measurePace } from '../../tools/test/measure.ts';
import { limit } from '../../tools/test/pace.ts';
import { agreeMs } from './checks.ts';
import { Random } from './random.ts';
import { Report } from './report.ts';
import { moments, RestartedServer } from './restarted-server.ts';
import { World } from './world.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    devices: { type: 'string', default: '100' },
    every: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 32)) },
  },
});
const [minutes, devices, everyS, seed] = [
  values.minutes,
  values.devices,
  values.every,
  values.seed,
].map(Number);

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

interface Settings {
  readonly minutes: number;
  readonly devices: number;
  readonly everyMs: number;
}

/** A server that has just come back stays for at least so long. */
const leastUpMs = 2_000;
/** How long a kill waits for its moment. */
const momentMs = 3_000;

/** Kills the server about as often as asked for, until the time is over. */
async function killAgainAndAgain(
  server: RestartedServer,
  world: World,
  { minutes, everyMs }: Settings,
  random: Random,
  report: Report,
): Promise<void> {
  const until = performance.now() + minutes * 60_000;
  let nextKillAt = performance.now() + everyMs;
  while (nextKillAt < until) {
    await pause(nextKillAt - performance.now());
    nextKillAt += everyMs * random.between(0.8, 1.2);
    // Most kills follow at once on something that a device was just told.
    const moment = random.chance(0.75) ? random.pick(moments) : undefined;
    if (moment !== undefined) await world.moments.next(moment, momentMs);
    const killedAt = performance.now();
    await server.kill();
    if (random.chance(0.3)) await pause(random.between(0, 2_000));
    await server.startAgain();
    const now = performance.now();
    report.count('kills');
    report.count('seconds down', (now - killedAt) / 1_000);
    nextKillAt = Math.max(nextKillAt, now + leastUpMs);
  }
  await pause(until - performance.now());
}

/**
 * How long everything is looked at after the last act, in milliseconds: what is wrong then must
 * become right. A long run also sees the last links and presences come to their end.
 */
const restMs = ({ minutes }: Settings): number =>
  (minutes < 2 ? 0 : linkLossMs) + limit(agreeMs) + 2_000;

async function prove(settings: Settings, random: Random, report: Report): Promise<string> {
  const server = await RestartedServer.start();
  const world = new World(server, random.fork(), report, settings.devices);
  try {
    await world.begin();
    world.act();
    await killAgainAndAgain(server, world, settings, random, report);
    world.rest();
    await pause(restMs(settings));
    return world.end();
  } finally {
    world.end();
    await server.end();
  }
}

await asRun(async () => {
  if (![minutes, devices, everyS, seed].every((one) => Number.isFinite(one))) {
    console.error('--minutes, --devices, --every and --seed are numbers.');
    return 2;
  }
  await measurePace();
  console.log(`Seed ${seed}, ${devices} devices, ${minutes} min.`);
  const report = new Report();
  const settings = { minutes: minutes ?? 0, devices: devices ?? 0, everyMs: (everyS ?? 0) * 1_000 };
  const longest = await prove(settings, new Random(seed ?? 0), report);
  report.require('kills', 'looks', 'calls ended while running', 'writes acknowledged');
  console.log(`Seed ${seed}: ${report.summary()}; ${longest}`);
  return report.deviations === 0 ? 0 : 1;
});
