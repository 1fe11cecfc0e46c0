import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How often a process looks whether npm is still there, milliseconds. */
const lookMs = 500;

interface Relative {
  readonly parent: number;
  readonly command: string;
}

/** What the system says of a process; `null` where it says nothing. */
function lookUp(pid: number): Relative | null {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const parent = Number(/^.*\) \S (\d+) /s.exec(stat)?.[1]);
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return { parent, command };
    }
    const { stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], {
      encoding: 'utf8',
    });
    const [, parent, command = ''] = /^\s*(\d+) (.*)/s.exec(stdout) ?? [];
    return parent === undefined ? null : { parent: Number(parent), command };
  } catch {
    return null;
  }
}

/** npm runs a script in a shell, which some shells replace by the program and some do not. */
function shellAbove(): { readonly shell: number; readonly npm: number } | null {
  const above = lookUp(process.ppid);
  const isShell = above !== null && /^(?:\S*\/)?(?:ba|da|z|k)?sh -c /.test(above.command);
  return isShell ? { shell: process.ppid, npm: above.parent } : null;
}

/**
 * Calls `end` once the npm that started this process is gone. npm, when it is killed, leaves the
 * scripts that it runs behind, and they keep their ports. What was not started by npm does not look:
 * a program that an operator sends to the background outlives the shell it came from.
 */
export function endWithNpm(end: () => void, env: NodeJS.ProcessEnv = process.env): void {
  if (env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const above = shellAbove();
  const isAlone = (): boolean =>
    process.ppid !== parent || (above !== null && lookUp(above.shell)?.parent !== above.npm);
  const timer = setInterval(() => {
    if (!isAlone()) return;
    clearInterval(timer);
    end();
  }, lookMs);
  timer.unref();
}
