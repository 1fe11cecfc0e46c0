import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseStartArguments } from './arguments.ts';
import { hasDisplay, openCommand } from './browser.ts';
import { isStale } from './build.ts';
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

  it('is opened on by the command of the system', () => {
    expect(openCommand('darwin', 'http://x')).toEqual({ command: 'open', args: ['http://x'] });
    expect(openCommand('win32', 'http://x')?.args).toEqual(['/c', 'start', '""', 'http://x']);
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
