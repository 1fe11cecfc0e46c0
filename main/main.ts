import { app } from 'electron';
import { parseArguments } from './app/arguments.ts';
import { setupProfile, setupSingleInstance } from './app/profile.ts';
import { start } from './app/start.ts';
import { startLog } from './app/start-log.ts';
import { debuggingSwitch, setupChromiumSwitches } from './app/switches.ts';
import { registerAppScheme } from './net/app-protocol.ts';

// Everything here must happen before `ready`.
const parsed = parseArguments(process.argv.slice(1));
const refusal = parsed.ok ? debuggingSwitch() : parsed.reason;
if (!parsed.ok || refusal !== null) {
  process.stderr.write(`tatap: ${parsed.ok ? `--${refusal} is not possible` : refusal}\n`);
  app.exit(2);
} else {
  setupProfile(parsed.value);
  const log = startLog();
  setupChromiumSwitches(log);
  registerAppScheme();
  if (setupSingleInstance(log)) start(parsed.value, log);
}
