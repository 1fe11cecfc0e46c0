/** What may go with a log line. Values under secret-looking names are never written. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * One `info` per lifecycle change of a call, a device, a connection, a window or the program;
 * `debug` for steps of a protocol; `warn` for what was recovered; `error` for what a person must
 * look at.
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

/** Names whose values are secret or private: tokens, SDP, candidates, keys, message bodies. */
const secretName =
  /token|password|secret|credential|recoverycode|sdp|candidate|key|text|body|auth/i;

/**
 * Session tokens and the like inside other strings are long runs without a space or separator. The
 * account in a link is private: a log may be handed to somebody else.
 */
const secretRun = /\btatap:\S+|[\w-]{32,}/gi;

/** A UUID names a device or a call; it is what makes a log readable, and opens nothing. */
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const maxDepth = 4;

/** A logger of the app or of its pages: it redacts, and hands each line to every sink. */
export function createLogger(...sinks: readonly LogSink[]): Logger {
  const at = (level: LogLevel) => (message: string, fields?: LogFields) => {
    const suffix = fields === undefined ? '' : ` ${JSON.stringify(redact(fields))}`;
    for (const sink of sinks) sink(level, `${redactText(message)}${suffix}`);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** `text` without long opaque runs and without links to people. */
function redactText(text: string): string {
  return text.replace(secretRun, (run) => (uuid.test(run) ? run : '[redacted]'));
}

/** A copy of `value` without secrets, that JSON can hold. */
function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}`);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) ? '[redacted]' : redact(item, depth + 1),
    ]),
  );
}
