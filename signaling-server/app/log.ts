import { type DestinationStream, type Logger, pino } from 'pino';
import type { ServerConfig } from './config.ts';

const censored = '[redacted]';

/** Names of fields whose values say who somebody is, where they are, or what they said. */
const confidential =
  /password|token|secret|authorization|cookie|credential|invitation|recoverycode|sdp|candidate|ufrag|username|fingerprint|(?:^|_|[a-z])key$|^(?:current|next|text|body|signal)$/i;

/** Deeper than anything that is worth logging. */
const deepest = 8;

/**
 * A copy without the values of confidential fields, at any depth. What is no plain object or list
 * (an error, a date) is left to pino's serializers.
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

/** An error's own fields are redacted like any others. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return redact(error);
  return redact({ ...pino.stdSerializers.err(error) });
}

/**
 * The server's logger. Tokens, passwords, keys, session descriptions, candidates and texts do not
 * pass it, whoever logs them.
 *
 * @param destination by default standard error, so that standard output is left to what programs
 * read: the address, an invitation.
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

/** Pino's `bindings` formatter is not asked for children: it takes this, which they inherit. */
function redactBindings(logger: Logger): void {
  const { child } = logger;
  logger.child = function redacted(this: Logger, bindings, options) {
    return child.call(this, redactFields(bindings), options);
  } as typeof child;
}

/**
 * Written as it comes. Where nobody reads it any more (a closed pipe), logs are lost and the server
 * goes on: pino's own destination would try again for ever, also while the process ends.
 */
const plainError: DestinationStream = {
  write(line) {
    process.stderr.write(line);
  },
};

async function standardError(format: ServerConfig['logFormat']): Promise<DestinationStream> {
  const pretty = format === 'pretty' || (format === 'auto' && process.stderr.isTTY);
  if (!pretty) return plainError;
  // Not loaded where logs go to a machine.
  const { default: prettyStream } = await import('pino-pretty');
  return prettyStream({
    destination: 2,
    sync: true,
    colorize: process.stderr.isTTY,
    translateTime: 'SYS:HH:MM:ss',
  });
}
