import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exitOf, root } from '../../tools/process.ts';
import { namespacePrefix } from '../../tools/run/run.ts';
import { probe } from '../../tools/start/server.ts';
import { limit } from '../../tools/test/pace.ts';

const isLinux = process.platform === 'linux';
const fixture = path.join(import.meta.dirname, 'whole-run.ts');

/** Processes that have this text in their environment or, where there is none, in their command. */
function running(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        // A process that has ended and is not asked how yet has no command any more.
        return (
          readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text) &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}

let child: ChildProcess | null = null;
let lines: AsyncIterator<string>;
let mark: string;
let data: string;

/** Starts a program with a mark in its environment, which all that it starts inherits. */
function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, npm_lifecycle_event: undefined, TEST_MARK: mark, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = new PassThrough();
  child.stdout?.pipe(said, { end: false });
  child.stderr?.pipe(said, { end: false });
  child.once('exit', () => said.end());
  lines = createInterface(said)[Symbol.asyncIterator]();
}

async function lineWith(pattern: RegExp): Promise<string> {
  for (;;) {
    const { done, value } = await lines.next();
    if (done) throw new Error(`the program ended without saying ${pattern}`);
    if (pattern.test(value)) return value;
  }
}

async function kill(signal: NodeJS.Signals): Promise<void> {
  child?.kill(signal);
  if (child !== null) await exitOf(child);
}

/**
 * Ends processes that a failed test has left. SIGTERM comes first, so that a run can remove its
 * network namespaces; nothing else would.
 */
async function endAll(): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const pid of running(mark)) {
      try {
        process.kill(pid, signal);
      } catch {
        // The process has already ended.
      }
    }
    const gone = vi.waitFor(() => expect(running(mark)).toEqual([]), { timeout: limit(10_000) });
    if (
      await gone.then(
        () => true,
        () => false,
      )
    )
      return;
  }
}

const allGone = () =>
  expect
    .poll(() => running(mark), { message: 'nothing of it runs', timeout: limit(20_000) })
    .toEqual([]);

beforeEach(() => {
  mark = `mark-${Math.random().toString(36).slice(2)}`;
  data = mkdtempSync(path.join(tmpdir(), 'tatap-stop-'));
});
afterEach(async () => {
  await endAll();
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

describe.runIf(isLinux)('a run that is stopped', () => {
  it('leaves no server, browser, stray process or namespace behind', async () => {
    start(process.execPath, [fixture], { TMPDIR: data });
    const left = JSON.parse(await lineWith(/^\{/));
    const namespaces = () =>
      ['/run/netns', '/etc/netns']
        .filter((folder) => existsSync(folder))
        .flatMap((folder) => readdirSync(folder))
        .filter((name) => name.startsWith(namespacePrefix(left.run)));
    expect(running(mark)).toContain(left.stray);
    expect(await probe(left.url)).toBe('tatap');
    if (left.hasLab) expect(namespaces().length).toBeGreaterThan(0);

    await kill('SIGTERM');
    // No waiting: it is gone when the command is.
    expect(running(mark)).toEqual([]);
    expect(namespaces()).toEqual([]);
    expect(await probe(left.url)).toBe('nothing');
  });

  it('is npm test, stopped by Ctrl+C', async () => {
    start(process.execPath, ['tools/test.ts', 'unit']);
    await lineWith(/^=== programs/);
    await expect
      .poll(() => running(mark).length, { message: 'it has begun', timeout: limit(20_000) })
      .toBeGreaterThan(1);
    await kill('SIGINT');
    expect(running(mark)).toEqual([]);
  });

  it('is npm test, stopped by the end of npm', async () => {
    start('npm', ['test', '--', 'unit']);
    await lineWith(/^=== programs/);
    await kill('SIGKILL');
    await allGone();
  });
});

describe.runIf(isLinux)('what npm runs ends with npm, however npm ends', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('npm run server, after %s', async (signal) => {
    start('npm', ['run', 'server'], { TATAP_PORT: '0', TATAP_DATA_DIR: data });
    const url = /http:\S+/.exec(await lineWith(/Tatap is ready/))?.[0] ?? '';
    expect(await probe(url)).toBe('tatap');
    await kill(signal);
    await allGone();
    expect(await probe(url)).toBe('nothing');
  });

  it('npm start, after SIGKILL', async () => {
    // It uses the named server, which need not be there, and shows the address to open.
    const env = { TATAP_SERVER_URL: 'http://127.0.0.1:9', DISPLAY: '', WAYLAND_DISPLAY: '' };
    start('npm', ['start', '--', '--web'], env);
    await lineWith(/Ctrl\+C ends Tatap/);
    await kill('SIGKILL');
    await allGone();
  });
});

describe.runIf(isLinux)('a server that an operator started', () => {
  it('outlives the shell it was started from', async () => {
    const command = `${process.execPath} signaling-server/app/main.ts & wait`;
    start('sh', ['-c', command], { TATAP_PORT: '0', TATAP_DATA_DIR: data });
    const url = /http:\S+/.exec(await lineWith(/Tatap is ready/))?.[0] ?? '';
    await kill('SIGKILL');
    // Longer than a process takes to notice that its parent is gone.
    const until = Date.now() + 1_500;
    await expect
      .poll(async () => Date.now() > until && (await probe(url)), {
        message: 'the server still answers',
        timeout: limit(20_000),
      })
      .toBe('tatap');
    for (const pid of running(mark)) process.kill(pid, 'SIGTERM');
    await allGone();
  });
});
