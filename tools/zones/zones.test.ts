import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFile } from './check.ts';
import { importsOf } from './imports.ts';

/** Imports that the design asks for: one file per zone, each with what it may do. */
const lawful: Record<string, string> = {
  'protocol/call/machine.ts': `import * as v from 'valibot'; import './reasons.ts';`,
  'main/ipc.ts': `import { app } from 'electron'; import fs from 'node:fs'; import '@tatap/protocol/ipc';`,
  'preload/index.ts': `import 'electron'; import '@tatap/protocol/ipc';`,
  'renderer/calls/engine.ts': `import '../result.ts'; import '@tatap/protocol/call'; import '../contacts/model.ts';`,
  'renderer/rtc/link.ts': `import type { Link } from '../calls/ports.ts'; import './sdp.ts';`,
  'renderer/signaling/client.ts': `import { io } from 'socket.io-client';`,
  'renderer/ui/app.tsx': `import { h } from 'preact'; import type { C } from '../calls/model.ts'; import './a.css';`,
  'renderer/main.tsx': `import './ui/app.tsx'; import './rtc/link.ts'; import './signaling/client.ts';`,
  'renderer/result.ts': `import '@tatap/protocol/signaling';`,
  'renderer/calls/engine.test.ts': `import '../../testing/clock.ts'; import 'vitest';`,
  'protocol/call/samples.fixture.ts': `import 'fast-check';`,
  'signaling-server/domain/calls.ts': `import './ports.ts'; import '@tatap/protocol/signaling';`,
  'signaling-server/transport/sockets.ts': `import 'socket.io'; import '../domain/calls.ts';`,
  'signaling-server/storage/sqlite.ts': `import 'node:sqlite'; import '../domain/ports.ts';`,
  'signaling-server/app/main.ts': `import '../storage/sqlite.ts'; import '../transport/sockets.ts';`,
  'testing/bridge.ts': `import '@tatap/protocol/ipc'; import '../renderer/calls/ports.ts';`,
  'e2e/call.spec.ts': `import '@playwright/test'; import '../testing/electron-standin/launch.ts';`,
  'bench/start.ts': `import '../testing/clock.ts';`,
};

/** One of each kind of violation: the file, its source, and what the lint says. */
const unlawful: readonly (readonly [file: string, source: string, message: string])[] = [
  ['protocol/a.ts', `import '../main/ipc.ts';`, 'protocol may not import main'],
  ['protocol/b.ts', `import 'node:fs';`, 'protocol may not import the package node:fs'],
  ['main/a.ts', `import '../renderer/result.ts';`, 'main may not import renderer base'],
  ['main/b.ts', `import '../signaling-server/app/main.ts';`, 'main may not import server app'],
  ['main/c.ts', `import '../protocol/ipc/index.ts';`, 'import the protocol as @tatap/protocol'],
  ['main/d.ts', `import '../testing/clock.ts';`, 'main may not import testing'],
  ['preload/a.ts', `import '../main/ipc.ts';`, 'preload may not import main'],
  ['renderer/peers/a.ts', `import '../calls/ports.ts';`, 'may not import renderer domain'],
  ['preload/b.ts', `import 'node:path';`, 'preload may not import the package node:path'],
  ['renderer/calls/a.ts', `import '../ui/app.tsx';`, 'renderer domain may not import renderer ui'],
  [
    'renderer/calls/b.ts',
    `import '../rtc/link.ts';`,
    'renderer domain may not import renderer rtc',
  ],
  [
    'renderer/calls/c.ts',
    `import 'socket.io-client';`,
    'may not import the package socket.io-client',
  ],
  ['renderer/calls/d.ts', `type X = import('../ui/x.ts').X;`, 'may not import renderer ui'],
  ['renderer/rtc/a.ts', `import '../media/x.ts';`, 'renderer rtc may not import renderer media'],
  ['renderer/rtc/b.ts', `export * from '../ui/x.ts';`, 'renderer rtc may not import renderer ui'],
  [
    'renderer/ui/a.tsx',
    `import '../signaling/c.ts';`,
    'renderer ui may not import renderer signaling',
  ],
  ['renderer/ui/b.tsx', `await import('../platform/x.ts');`, 'may not import renderer platform'],
  ['renderer/ui/c.tsx', `import 'electron';`, 'renderer ui may not import the package electron'],
  ['renderer/ui/d.tsx', `import 'node:fs';`, 'renderer ui may not import the package node:fs'],
  ['renderer/ui/e.tsx', `import '../main.tsx';`, 'renderer ui may not import renderer wiring'],
  ['renderer/a.ts', `import './rtc/link.ts';`, 'renderer base may not import renderer rtc'],
  ['signaling-server/domain/a.ts', `import 'socket.io';`, 'may not import the package socket.io'],
  [
    'signaling-server/domain/b.ts',
    `import 'node:sqlite';`,
    'may not import the package node:sqlite',
  ],
  [
    'signaling-server/domain/c.ts',
    `import '../transport/x.ts';`,
    'may not import server transport',
  ],
  ['signaling-server/transport/b.ts', `import '../storage/x.ts';`, 'may not import server storage'],
  [
    'signaling-server/storage/a.ts',
    `import '../transport/x.ts';`,
    'may not import server transport',
  ],
  ['signaling-server/transport/a.ts', `import '../app/main.ts';`, 'may not import server app'],
  ['signaling-server/transport/b.ts', `import '../storage/x.ts';`, 'may not import server storage'],
  ['signaling-server/app/a.ts', `import '../../testing/clock.ts';`, 'may not import testing'],
  ['renderer/rtc/c.test.ts', `import '../../main/ipc.ts';`, 'renderer rtc may not import main'],
  ['e2e/a.spec.ts', `import '../renderer/calls/engine.ts';`, 'e2e may not import renderer domain'],
  [
    'main/e.ts',
    `const name = 'x'; await import(name);`,
    'imports something only known at run time',
  ],
  [
    'main/f.ts',
    `new URL('../renderer/x.ts', import.meta.url);`,
    'main may not import renderer base',
  ],
  ['main/g.cts', `import x = require('../preload/index.ts');`, 'main may not import preload'],
  ['protocol/d.ts', `import './samples.fixture.ts';`, 'only tests may import'],
  ['elsewhere/a.ts', `export {};`, 'is in no zone'],
];

describe('zones', () => {
  it.each(Object.entries(lawful))('lets %s do what the design asks for', (file, source) => {
    expect(checkFile(file, source)).toEqual([]);
  });

  it.each(unlawful)('stops %s: %s', (file, source, message) => {
    const violations = checkFile(file, source);
    expect(violations).toHaveLength(1);
    expect(violations[0]?.message).toContain(message);
  });

  it('finds imports by every syntax, with their lines', () => {
    const source = [
      `import type { A } from './a.ts';`,
      `export * from './b.ts';`,
      `export { c } from './c.ts';`,
      `const d = import('./d.ts');`,
      `type E = import('./e.ts').E;`,
      `const f = require('./f.ts');`,
      `const g = new URL('./g.ts', import.meta.url);`,
      `// import './comment.ts'`,
      "const text = `import './text.ts'`;",
    ].join('\n');
    expect(importsOf('x.ts', source).map((found) => `${found.specifier}:${found.line}`)).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name, index) => `./${name}.ts:${index + 1}`),
    );
  });

  it('refuses a file that does not parse', () => {
    expect(() => importsOf('x.ts', 'import {')).toThrow(/x\.ts/);
  });
});

describe('check-zones', () => {
  let root: string;
  const plant = (file: string, source: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), source);
  };
  const run = () =>
    spawnSync(process.execPath, [path.join(import.meta.dirname, '../check-zones.ts'), root], {
      encoding: 'utf8',
    });

  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'tatap-zones-'));
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    for (const [file, source] of Object.entries(lawful)) plant(file, source);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('passes a lawful tree and fails it once violations are planted, naming each', () => {
    expect(run()).toMatchObject({ status: 0 });
    for (const [file, source] of unlawful) plant(file, source);
    const failed = run();
    expect(failed.status).toBe(1);
    const said = failed.stderr.split('\n');
    for (const [file, , message] of unlawful) {
      const told = said.some((line) => line.startsWith(`${file}:1: `) && line.includes(message));
      expect(told, `${file}: ${message}`).toBe(true);
    }
  });
});
