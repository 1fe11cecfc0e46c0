import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checks } from '../check/checks.ts';
import { binOf, root, runNode } from '../process.ts';
import { build, isStale } from '../start/build.ts';
import { ensureChromium, ensureFirefox } from './browsers.ts';
import { measurePace } from './measure.ts';
import { ensureLabParts, ensureSoundServer } from './programs.ts';
import { honest, playwrightTally, type Tally, vitestTally } from './results.ts';

/** One step of `npm test`. The later ones need what the earlier ones made. */
export interface Stage {
  readonly name: string;
  /** What `npm test -- GROUP` names it by, besides its name; a stage without one always runs. */
  readonly group: string | null;
  run(): Promise<Tally>;
  /** Ends the run when it fails: nothing after it could say anything. */
  readonly needed: boolean;
}

/** The stages that are named, and those that all others need; a sentence where a name is none. */
export function chooseStages(
  all: readonly Stage[],
  names: readonly string[],
): readonly Stage[] | string {
  const known = new Set(all.flatMap(({ group }) => group ?? []));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    return `There is no stage ${unknown.join(', ')}. The stages: ${[...known].join(', ')}.`;
  }
  if (names.length === 0) return all;
  return all.filter(({ group }) => group === null || names.includes(group));
}

const reports = path.join(root, 'test-results');

const tallyOf = (exitCode: number): Tally =>
  exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

function reportFile(name: string): string {
  mkdirSync(reports, { recursive: true });
  const file = path.join(reports, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

async function vitest(name: string, ...args: readonly string[]): Promise<Tally> {
  await measurePace();
  const file = reportFile(name);
  const code = await runNode([
    binOf('vitest', 'vitest.mjs'),
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return honest(vitestTally(file), code);
}

/** Scripts that attack the server; what they cost it is read from Linux's `/proc`. */
async function attacks(): Promise<Tally> {
  if (process.platform === 'linux')
    return vitest('attacks', '-c', 'testing/attacks/attacks.config.ts');
  console.log('Not run: the attacks on the server need Linux.');
  return { passed: 0, failed: 0 };
}

/** A short form of `npm run e2e:restarts`: few devices, and a server that is killed twice. */
const restarts = async (): Promise<Tally> =>
  tallyOf(await runNode(['testing/restarts/main.ts', '--minutes', '0.35', '--devices', '30']));

async function playwright(name: string, ...args: readonly string[]): Promise<Tally> {
  await measurePace();
  const file = reportFile(name);
  const code = await runNode(
    [binOf('@playwright/test', 'cli.js'), 'test', ...args, '--reporter=list,json'],
    { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file } },
  );
  return honest(playwrightTally(file), code);
}

export const stages: readonly Stage[] = [
  {
    name: 'programs',
    group: null,
    needed: true,
    async run() {
      await ensureLabParts();
      await ensureSoundServer();
      await ensureFirefox();
      return (await ensureChromium()) ? { passed: 0, failed: 0 } : tallyOf(1);
    },
  },
  {
    name: 'build',
    group: null,
    needed: true,
    run: async () => tallyOf(isStale() ? await build() : 0),
  },
  ...checks.map(
    (check): Stage => ({
      name: `check ${check.name}`,
      group: 'check',
      needed: false,
      run: async () => tallyOf(await check.run()),
    }),
  ),
  { name: 'unit', group: 'unit', needed: false, run: () => vitest('unit') },
  { name: 'attacks', group: 'attacks', needed: false, run: attacks },
  { name: 'restarts', group: 'restarts', needed: false, run: restarts },
  { name: 'e2e', group: 'e2e', needed: false, run: () => playwright('e2e') },
  {
    name: 'network',
    group: 'network',
    needed: false,
    run: () => playwright('network', '-c', 'e2e/network'),
  },
];
