import { app } from 'electron';
import { parseArguments } from './app/arguments.ts';
import { setupProfile } from './app/profile.ts';
import { setupSingleInstance } from './app/single-instance.ts';
import { start } from './app/start.ts';
import { startLog } from './app/start-log.ts';
import { registerAppScheme } from './net/app-protocol.ts';

// Everything here must happen before `ready`.
const parsed = parseArguments(process.argv.slice(1));
if (!parsed.ok) {
  process.stderr.write(`tatap: ${parsed.reason}\n`);
  app.exit(2);
} else {
  setupProfile(parsed.value);
  const log = startLog();
  app.enableSandbox();
  registerAppScheme();
  if (setupSingleInstance(log)) start(parsed.value, log);
}
