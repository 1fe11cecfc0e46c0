import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. */
interface Process {
  readonly pid: number;
  readonly parent: number;
}

/** Reads a file of a process; nothing where the process is gone or not ours to look at. */
function readOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function linuxProcesses(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const pid = Number(name);
      // "pid (name) state parent …", and the name may hold anything.
      const fields = /^.*\) (\S) (\d+) /s.exec(readOf(pid, 'stat'));
      // One that has ended and waits for its parent to ask how runs no more.
      return fields === null || fields[1] === 'Z' ? [] : [{ pid, parent: Number(fields[2]) }];
    });
}

/** A command that prints number and parent of each process, a line each. */
const listing: readonly [command: string, ...args: string[]] =
  process.platform === 'win32'
    ? [
        'powershell.exe',
        '-NoProfile',
        '-Command',
        'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId)" }',
      ]
    : ['ps', '-A', '-o', 'pid=,ppid='];

function listedProcesses(): Process[] {
  const [command, ...args] = listing;
  const { stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return pid === undefined || parent === undefined || pid === 0 ? [] : [{ pid, parent }];
  });
}

/** All processes below one, however deep. */
function descendants(all: readonly Process[], of: number): number[] {
  const found = [of];
  for (const ancestor of found) {
    found.push(...all.filter(({ parent }) => parent === ancestor).map(({ pid }) => pid));
  }
  return found.slice(1);
}

/**
 * Numbers of the processes that belong to a run: those below this process, and on Linux also those
 * that have left it, which a mark in their environment tells.
 */
export function processesOf(mark: string): number[] {
  const isLinux = process.platform === 'linux';
  const all = isLinux ? linuxProcesses() : listedProcesses();
  const marked = isLinux
    ? all.map(({ pid }) => pid).filter((pid) => readOf(pid, 'environ').includes(mark))
    : [];
  return [...new Set([...descendants(all, process.pid), ...marked])].filter(
    (pid) => pid !== process.pid,
  );
}

/** Ends processes at once; those that are gone already are as good. */
function kill(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {}
  }
}

/** How often is looked for more: a process may have started another one before it was ended. */
const rounds = 50;

/** Ends every process of a run at once. Gives how many there were. */
export function endProcessesOf(mark: string): number {
  const ended = new Set<number>();
  for (let round = 0; round < rounds; round += 1) {
    const running = processesOf(mark);
    if (running.length === 0) break;
    kill(running);
    for (const pid of running) ended.add(pid);
    // Gone is what the kernel says is gone, a moment later.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  }
  return ended.size;
}
