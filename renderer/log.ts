import { createLogger, type Logger, type LogSink } from '@tatap/protocol/log';

export { createLogger, type Logger, type LogLevel, type LogSink } from '@tatap/protocol/log';

/** Writes to the developer tools. */
export const consoleSink: LogSink = (level, line) => console[level](line);

/** For tests that do not look at the log. */
export const silentLogger: Logger = createLogger(() => undefined);
