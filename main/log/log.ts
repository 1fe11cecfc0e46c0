import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LogSink } from '@tatap/protocol/log';

export { createLogger, type Logger } from '@tatap/protocol/log';

/**
 * Writes to standard error: standard output belongs to whoever started the program. The terminal may
 * be closed while the program runs; a log that nobody reads is no reason to end a call.
 */
export const stderrSink: LogSink = (level, line) => {
  if (process.stderr.writable) process.stderr.write(`${level} ${line}\n`);
};

/** A write to a closed terminal fails later, as an event that would end the process. */
export function outliveTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Enough for some weeks of lifecycle lines, small enough to attach to a report. */
const maxBytes = 1_000_000;

/**
 * Appends to `file`. A file that has grown over `maxBytes` is kept once as `file.1` at the start.
 * A log that cannot be written (full disk) never stops the program.
 */
export function fileSink(file: string, now: () => Date = () => new Date()): LogSink {
  attempt(() => mkdirSync(dirname(file), { recursive: true }));
  attempt(() => {
    if (statSync(file).size > maxBytes) renameSync(file, `${file}.1`);
  });
  return (level, line) => {
    attempt(() => appendFileSync(file, `${now().toISOString()} ${level} ${line}\n`));
  };
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // Nothing to tell: this is where it would be told.
  }
}
