import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStartArguments } from './arguments.ts';
import { openCommand, problemIn } from './browser.ts';
import { isStale } from './build.ts';
import { displayProblem, hasDisplay, x11Address } from './display.ts';
import { downloadProblem, failedLately } from './electron.ts';
import { type SandboxFacts, sandboxProblem } from './sandbox.ts';
import { probe } from './server.ts';

describe('arguments', () => {
  it('starts plainly without any', () => {
    expect(parseStartArguments([])).toEqual({ profile: null, web: false, help: false });
  });

  it('takes a profile in both spellings', () => {
    expect(parseStartArguments(['--profile', 'budi']).profile).toBe('budi');
    expect(parseStartArguments(['--profile=budi']).profile).toBe('budi');
  });

  it.each(['../up', 'a/b', '', '-x', 'a'.repeat(33)])('refuses the profile "%s"', (name) => {
    expect(() => parseStartArguments([`--profile=${name}`])).toThrow('--profile');
  });

  it('refuses what it does not know', () => {
    expect(() => parseStartArguments(['--prfile=x'])).toThrow('--prfile');
  });
});

describe('display', () => {
  it('is always there on Windows and macOS', () => {
    expect(hasDisplay('win32', {})).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
  });

  it('is an X or Wayland server elsewhere', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
  });

  it('that is not set is said, and so is one that does not answer', async () => {
    expect(await displayProblem('linux', {})).toContain('no display');
    expect(await displayProblem('darwin', {})).toBeNull();
    const dead = { WAYLAND_DISPLAY: 'no-such-socket', XDG_RUNTIME_DIR: tmpdir() };
    expect(await displayProblem('linux', dead)).toBe('the display no-such-socket does not answer');
  });

  it('that answers is one, whichever of the two it is', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tatap-display-'));
    const server = createSocketServer().listen(path.join(folder, 'wayland-7'));
    await once(server, 'listening');
    const alive = { WAYLAND_DISPLAY: 'wayland-7', XDG_RUNTIME_DIR: folder };
    expect(await displayProblem('linux', alive)).toBeNull();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('of another computer is looked for there', () => {
    expect(x11Address('far.example:10.0')).toEqual({ host: 'far.example', port: 6010 });
    expect(x11Address('/private/tmp/launch')).toBeNull();
  });

  it('is opened on by the command of the system', () => {
    expect(openCommand('darwin', 'http://x')).toEqual({ command: 'open', args: ['http://x'] });
    expect(openCommand('win32', 'http://x')?.args).toEqual(['/c', 'start', '""', 'http://x']);
  });
});

describe('a window that ends by itself', () => {
  it('says the last error that it wrote', () => {
    const written = [
      '[1:1:1130/1:INFO:a.cc(1)] fine',
      '[1:1:1130/1:ERROR:ozone.cc(244)] Missing X server or $DISPLAY',
      '[1:1:1130/1:ERROR:env.cc(257)] The platform failed to initialize.  Exiting.',
      '',
    ].join('\n');
    expect(problemIn(written)).toBe('The platform failed to initialize.  Exiting.');
    expect(problemIn('cannot run\n')).toBe('cannot run');
  });
});

describe("Electron's sandbox", () => {
  const ubuntu: SandboxFacts = {
    platform: 'linux',
    uid: 1000,
    restricted: '1\n',
    helper: { uid: 1000, mode: 0o100755 },
  };

  it('that the system forbids is said with its cure', () => {
    const problem = sandboxProblem('/tatap/dist/electron', ubuntu);
    expect(problem).toContain('sudo chmod 4755 /tatap/dist/chrome-sandbox');
    expect(sandboxProblem('/tatap/dist/electron', { ...ubuntu, helper: null })).not.toBeNull();
  });

  it.each<[string, Partial<SandboxFacts>]>([
    ['its helper belongs to root', { helper: { uid: 0, mode: 0o104755 } }],
    ['the kernel allows namespaces', { restricted: '0\n' }],
    ['the kernel has no such word', { restricted: null }],
    ['root does without it', { uid: 0 }],
    ['the system is macOS', { platform: 'darwin' }],
  ])('works where %s', (_why, change) => {
    expect(sandboxProblem('/tatap/dist/electron', { ...ubuntu, ...change })).toBeNull();
  });
});

describe('the download of Electron', () => {
  it('from a server that does not answer is a sentence', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const address = closed.address();
    const port = typeof address === 'object' ? address?.port : 0;
    closed.close();
    await once(closed, 'close');
    expect(await downloadProblem(`http://127.0.0.1:${port}/`)).toBe(
      `couldn't reach the server that Electron is downloaded from (127.0.0.1:${port})`,
    );
  });

  it('that failed is not tried at every start', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'tatap-failed-')), 'at');
    const now = Date.parse('2026-01-02T00:00:00Z');
    expect(failedLately(file, now)).toBe(false);
    writeFileSync(file, '2026-01-01T12:00:00.000Z');
    expect(failedLately(file, now)).toBe(true);
    expect(failedLately(file, now + 13 * 60 * 60_000)).toBe(false);
    writeFileSync(file, 'no time');
    expect(failedLately(file, now)).toBe(false);
  });
});

describe('staleness', () => {
  let base: string;
  const write = (file: string, at: number): void => {
    mkdirSync(path.dirname(path.join(base, file)), { recursive: true });
    writeFileSync(path.join(base, file), '');
    utimesSync(path.join(base, file), at, at);
  };

  beforeEach(() => {
    base = mkdtempSync(path.join(tmpdir(), 'tatap-stale-'));
    write('main/main.ts', 100);
    write('renderer/ui/app.tsx', 100);
    write('dist/main/main.js', 200);
    write('dist/renderer/index.html', 200);
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it('is none while everything built is newer than every source', () => {
    expect(isStale(base)).toBe(false);
  });

  it('comes with a changed source, however deep', () => {
    write('renderer/ui/app.tsx', 300);
    expect(isStale(base)).toBe(true);
  });

  it('comes with a missing output', () => {
    rmSync(path.join(base, 'dist/main/main.js'));
    expect(isStale(base)).toBe(true);
  });

  it('does not come with a changed test', () => {
    write('main/main.test.ts', 300);
    expect(isStale(base)).toBe(false);
  });
});

describe('probe', () => {
  let server: Server;
  const serve = async (body: string): Promise<string> => {
    server = createServer((_request, response) => response.end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
  };
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

  it('knows a Tatap server, another program, and nothing', async () => {
    const tatap = await serve('{"ok":true,"product":"tatap"}');
    expect(await probe(tatap)).toBe('tatap');
    await close();
    expect(await probe(tatap)).toBe('nothing');
    const other = await serve('<html>');
    expect(await probe(other)).toBe('other');
    await close();
  });
});
