import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLogger, fileSink } from './log.ts';

const folder = mkdtempSync(join(tmpdir(), 'tatap-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger((_level, line) => lines.push(line)));
  return lines.join('\n');
}

test('secrets under telling names, in text and in links never reach the log', () => {
  const token = 'a'.repeat(40);
  const text = logged((log) => {
    log.info(`opened tatap:call/rina with ${token}`, {
      token: 'short',
      nested: { error: new Error(`bad ${token}`) },
      deviceId: '7b0c2c0e-3f0a-4f0a-9d58-2f3f1f6d0a11',
    });
  });
  expect(text).not.toContain(token);
  expect(text).not.toContain('rina');
  expect(text).not.toContain('short');
  expect(text).toContain('7b0c2c0e-3f0a-4f0a-9d58-2f3f1f6d0a11');
});

test('a log file that has grown too large is kept aside once', () => {
  const file = join(folder, 'sub', 'main.log');
  fileSink(file)('info', 'first');
  writeFileSync(file, 'x'.repeat(1_000_001));
  fileSink(file, () => new Date(0))('info', 'second');
  expect(readFileSync(file, 'utf8')).toBe('1970-01-01T00:00:00.000Z info second\n');
  expect(readFileSync(`${file}.1`, 'utf8')).toHaveLength(1_000_001);
});

test('a terminal that is closed while the program runs does not end it', async () => {
  const log = new URL('./log.ts', import.meta.url).href;
  const program = `
    const { createLogger, outliveTerminal, stderrSink } = await import(${JSON.stringify(log)});
    outliveTerminal();
    const log = createLogger(stderrSink);
    process.once('message', () => {
      // The write fails later, and the stream is closed behind that.
      process.stderr.once('close', () => {
        log.error('nobody reads this either');
        process.send('goes on', () => process.exit(0));
      });
      log.info('nobody reads this');
    });
    process.send('ready');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const [ready] = await once(child, 'message');
  expect(ready).toBe('ready');
  child.stderr?.destroy();
  child.send('write');
  const said: unknown[] = [];
  child.on('message', (message) => said.push(message));
  const [code] = await once(child, 'exit');
  expect([said, code]).toEqual([['goes on'], 0]);
});

test('a log file that cannot be written stops nothing', () => {
  const inTheWay = join(folder, 'file');
  writeFileSync(inTheWay, '');
  expect(() => fileSink(join(inTheWay, 'main.log'))('error', 'lost')).not.toThrow();
});
