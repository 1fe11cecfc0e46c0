import { redact, redactText } from './redact.ts';

/** What may go with a log line. Values under secret-looking names are never written. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * One `info` per lifecycle change of a window or the program; `debug` for steps; `warn` for what
 * was recovered; `error` for what a person must look at.
 */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export type LogLevel = keyof Logger;

/** Where finished lines go. */
export type LogSink = (level: LogLevel, line: string) => void;

/** A logger that redacts, and hands each line to every sink. */
export function createLogger(...sinks: readonly LogSink[]): Logger {
  const at = (level: LogLevel) => (message: string, fields?: LogFields) => {
    const suffix = fields === undefined ? '' : ` ${JSON.stringify(redact(fields))}`;
    for (const sink of sinks) sink(level, `${redactText(message)}${suffix}`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

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
