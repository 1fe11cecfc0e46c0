import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { endWithNpm } from '../../signaling-server/app/npm.ts';
import { endProcessesOf } from './processes.ts';

/** Marks every process of a run: the run's name, behind those of the runs that it is a part of. */
const variable = 'TATAP_TEST_RUN';

/** What the names of a run's network namespaces begin with. */
export const namespacePrefix = (run: string): string => `tatap-${run}-`;

/** The run that this process is a part of; one of its own where there is none. */
export function currentRun(): string {
  return process.env[variable]?.split('/').at(-1) ?? `p${process.pid}`;
}

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

function beginRun(): string {
  const run = randomBytes(4).toString('hex');
  const outer = process.env[variable];
  process.env[variable] = outer === undefined ? run : `${outer}/${run}`;
  return run;
}

/** Removes what the network lab of a run has left in the kernel. */
function removeNamespaces(run: string): void {
  const left = ['/run/netns', '/etc/netns']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => ({ folder, name })))
    .filter(({ name }) => name.startsWith(namespacePrefix(run)));
  for (const { folder, name } of left) {
    if (folder === '/run/netns') spawnSync('ip', ['netns', 'delete', name], { stdio: 'ignore' });
    else rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Ends all that a run has started, at once. Gives how many processes there were. */
function sweep(run: string): number {
  const ended = endProcessesOf(run);
  removeNamespaces(run);
  return ended;
}

/**
 * Does the work of a test command, and sets the exit code that the work gives. Whatever the work
 * has started is gone when the command ends: also where a signal, or the end of npm, stops it.
 */
export async function asRun(work: () => Promise<number>): Promise<void> {
  const run = beginRun();
  const stop = (why: string, code: number): never => {
    const ended = sweep(run);
    console.error(`\n${why}: stopped, ${ended} processes ended.`);
    process.exit(code);
  };
  for (const [signal, code] of Object.entries(signals)) {
    process.on(signal, () => stop(signal, code));
  }
  endWithNpm(() => stop('npm is gone', signals.SIGTERM));
  try {
    process.exitCode = await work();
  } finally {
    const left = sweep(run);
    if (left > 0) console.error(`${left} processes were left behind, and ended.`);
  }
}
