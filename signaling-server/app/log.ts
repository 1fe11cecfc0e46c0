import { type DestinationStream, type Logger, pino } from 'pino';
import type { ServerConfig } from './config.ts';

const censored = '[redacted]';

/** Names of fields with confidential values: identities, addresses, secrets and messages. */
const confidential =
  /password|token|secret|authorization|cookie|credential|invitation|recoverycode|sdp|candidate|ufrag|username|fingerprint|(?:^|_|[a-z])key$|^(?:current|next|text|body|signal)$/i;

/** Values that are nested deeper are not logged. */
const deepest = 8;

/**
 * Returns a copy without the values of confidential fields, at any depth. Values other than plain
 * objects and arrays, such as errors and dates, are left to pino's serializers.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (depth > deepest) return censored;
  if (Array.isArray(value)) return value.map((entry) => redact(entry, depth + 1));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      confidential.test(name) ? censored : redact(entry, depth + 1),
    ]),
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return redact(fields) as Record<string, unknown>;
}

/** Redacts an error's own fields like others. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return redact(error);
  return redact({ ...pino.stdSerializers.err(error) });
}

/**
 * Creates the server's logger. It redacts tokens, passwords, keys, session descriptions, candidates
 * and texts in every log call.
 *
 * @param destination by default standard error, so that standard output contains only results that
 * programs read: the address, an invitation
 */
export async function createLogger(
  config: Pick<ServerConfig, 'logLevel' | 'logFormat'>,
  destination?: DestinationStream,
): Promise<Logger> {
  const logger = pino(
    {
      level: config.logLevel,
      base: null,
      formatters: {
        level: (label) => ({ level: label }),
        log: redactFields,
      },
      serializers: { err: serializeError },
    },
    destination ?? (await standardError(config.logFormat)),
  );
  redactBindings(logger);
  return logger;
}

/**
 * Pino does not call its `bindings` formatter for child loggers. Children inherit this method
 * instead.
 */
function redactBindings(logger: Logger): void {
  const { child } = logger;
  logger.child = function redacted(this: Logger, bindings, options) {
    return child.call(this, redactFields(bindings), options);
  } as typeof child;
}

/**
 * Writes to standard error without buffering. If the pipe is closed, log lines are lost and the
 * server keeps running. Pino's own destination would retry for ever, even while the process ends.
 */
const plainError: DestinationStream = {
  write(line) {
    process.stderr.write(line);
  },
};

async function standardError(format: ServerConfig['logFormat']): Promise<DestinationStream> {
  const pretty = format === 'pretty' || (format === 'auto' && process.stderr.isTTY);
  if (!pretty) return plainError;
  // Loaded only if needed.
  const { default: prettyStream } = await import('pino-pretty');
  return prettyStream({
    destination: 2,
    sync: true,
    colorize: process.stderr.isTTY,
    translateTime: 'SYS:HH:MM:ss',
  });
}
