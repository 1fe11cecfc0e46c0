import { whyNoLab } from '../../e2e/network/topology.ts';
import { forgetPaths, plainCall, signUp, tatapCall } from './calls.ts';
import { openSites } from './sites.ts';
import type { Verdict } from './verdict.ts';

// node bench/picture/main.ts [ROUNDS [KBIT/S:LOSS …]]: JSON lines, Tatap beside a plain call, on
// one line of that rate and loss with 100 ms of round trip. Linux, root; build first.

interface Line {
  readonly kbps: number;
  /** 0 to 1, each way. */
  readonly loss: number;
}

const usual: readonly Line[] = [
  { kbps: 600, loss: 0.02 },
  { kbps: 1_500, loss: 0.02 },
  { kbps: 5_000, loss: 0.02 },
  { kbps: 5_000, loss: 0.2 },
];

function print(name: string, { kbps, loss }: Line, verdict: Verdict): void {
  const rounded = Object.fromEntries(
    Object.entries(verdict).map(([key, value]) => [key, Math.round(value * 1_000) / 1_000]),
  );
  const line = { name, kbps, loss, rttMs: 100, ...rounded };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const [rounds = '1', ...asked] = process.argv.slice(2);
const lines = asked.map((text): Line => {
  const [kbps = 0, loss = 0] = text.split(':').map(Number);
  return { kbps, loss };
});
const obstacle = await whyNoLab();
if (obstacle !== null) {
  console.error(`No network namespaces here: ${obstacle}`);
  process.exit(2);
}
const sites = await openSites();
try {
  await signUp(sites);
  for (const line of lines.length > 0 ? lines : usual) {
    await forgetPaths(sites.pages);
    await sites.lab.rate('a', line.kbps);
    await sites.lab.loss('a', line.loss);
    for (let round = 0; round < Number(rounds); round++) {
      print('call.picture', line, await tatapCall(sites));
      print('call.picture.baseline', line, await plainCall(sites));
    }
  }
} finally {
  await sites.close();
}
