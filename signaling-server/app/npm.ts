import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How often a process checks whether npm still runs, in milliseconds. */
const lookMs = 500;

interface Relative {
  readonly parent: number;
  readonly command: string;
}

/** Parent and command of a process; `null` if the system does not tell. */
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

/** npm runs a script in a shell. Some shells replace themselves by the program, some do not. */
function shellAbove(): { readonly shell: number; readonly npm: number } | null {
  const above = lookUp(process.ppid);
  const isShell = above !== null && /^(?:\S*\/)?(?:ba|da|z|k)?sh -c /.test(above.command);
  return isShell ? { shell: process.ppid, npm: above.parent } : null;
}

/**
 * Calls `end` when the npm that started this process has ended. If npm is killed, its scripts would
 * keep running and keep their ports. A process that npm did not start is not checked: an operator
 * may send it to the background, where it outlives its shell.
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
